import { type CandidateName, type Candidates, candidateKinds } from './candidates.js';

/** A forecast of the past that has come to its end, by each candidate. */
export interface Tried {
  readonly candidates: Candidates;
  readonly actual: number;
  /** Years of orders that were known when it was made. */
  readonly years: number;
}

/** What is offered: the candidates, each with a weight. */
export interface Mix {
  /** Money, at least 0. */
  readonly forecast: number;
  /** Weights of the candidates that could be made, 0..1, adding up to 1. */
  readonly weights: ReadonlyMap<CandidateName, number>;
}

/** An error that was not seen counts as so many that were. */
const priorTrials = 2;
/** Weights fall with this power of the squared error: one twice as far off counts a sixty-fourth. */
const sharpness = 3;

/**
 * So many past forecasts, one a month, say as much as this many that do not overlap.
 * @param months that each looks ahead
 */
export const trialsWorth = (trials: number, months: number) =>
  trials === 0 ? 0 : 1 + (trials - 1) / Math.max(1, months);

/**
 * Past forecasts that tell of one made today: once a year is known, those that did not know one tell nothing of it. A
 * model without a season looks good for as long as the season stays away.
 */
export const tellingTrials = <T extends { readonly years: number }>(
  past: readonly T[],
  years: number,
): T[] => (years < 1 ? [...past] : past.filter((trial) => trial.years >= 1));

/**
 * Mixes the candidates on the logarithmic scale by how far each was off before over as many months, drawn to what it was
 * off elsewhere: few trials decide nothing.
 * @see Bates and Granger 1969, The combination of forecasts
 */
export function mixCandidates(
  candidates: Candidates,
  past: readonly Tried[],
  years: number,
  months: number,
): Mix {
  const telling = tellingTrials(past, years);
  const logs: { name: CandidateName; log: number; weight: number }[] = [];
  for (const { name, priorDeviation } of candidateKinds) {
    const value = candidates[name];
    if (value === null || !(value > 0)) continue;
    const errors = telling.flatMap((tried) => logError(tried.candidates[name], tried.actual) ?? []);
    const worth = trialsWorth(errors.length, months);
    const mean = errors.reduce((sum, error) => sum + error ** 2, 0) / Math.max(1, errors.length);
    const squared = (priorTrials * priorDeviation ** 2 + worth * mean) / (priorTrials + worth);
    logs.push({ name, log: Math.log(value), weight: squared ** -sharpness });
  }
  const all = logs.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Map(logs.map(({ name, weight }) => [name, weight / all]));
  const forecast = Math.exp(logs.reduce((sum, { log, weight }) => sum + (weight / all) * log, 0));
  return { forecast: logs.length === 0 ? 0 : forecast, weights };
}

/** ln(actual / forecast); null where either is nothing. */
export const logError = (forecast: number | null, actual: number): number | null =>
  forecast !== null && forecast > 0 && actual > 0 ? Math.log(actual / forecast) : null;
