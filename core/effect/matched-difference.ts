import { moments } from '../experiment/moments.js';
import { normalTail } from '../statistics/normal-tail.js';
import { studentQuantile } from '../statistics/student-quantile.js';
import { matchPairs, type Pair } from './match-pairs.js';

/** What members brought more than others who were alike before, beyond what they did already. */
export interface MatchedDifference {
  readonly pairs: number;
  readonly members: number;
  /** Mean over pairs: of the member after less before, less the same of the other. */
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
  /** The same of the two windows before, where there was nothing yet to cause it; null without pairs. */
  readonly before: { readonly effect: number; readonly pValue: number };
  /** Largest difference between the groups' means in what they were matched on, in standard deviations. */
  readonly imbalance: number;
}

export interface Windows {
  /** Float64Array (n) each: money in windows of one length, the one after the election, that before it, and so on back. */
  readonly after: Float64Array;
  readonly before: Float64Array;
  readonly earlier: Float64Array;
  readonly earliest: Float64Array;
}

/**
 * Difference in differences on matched trends: members are paired with others who spent as much in the two windows
 * before; the third window back, which nobody was matched on, says whether the trends were one.
 * @param alike Float64Array (n) each: what else they are to be alike in
 * @param isMember Uint8Array (n)
 * @param level of the interval, 0..1
 * @returns null with fewer than two pairs
 * @see Heckman, Ichimura, Todd 1997, Matching as an econometric evaluation estimator; the error over pairs: Abadie, Spiess 2022, Robust post-matching inference
 */
export function matchedDifference(
  windows: Windows,
  alike: readonly Float64Array[],
  isMember: Uint8Array,
  level = 0.95,
): MatchedDifference | null {
  const { after, before, earlier, earliest } = windows;
  const figures = [...[before, earlier].map((values) => values.map(Math.log1p)), ...alike].map(standardised);
  const places = Int32Array.from(isMember.keys());
  const members = places.filter((i) => isMember[i] === 1);
  const pairs = matchPairs(
    figures,
    members,
    places.filter((i) => isMember[i] === 0),
  );
  if (pairs.length < 2) return null;
  const changes = (late: Float64Array, early: Float64Array) =>
    Float64Array.from(
      pairs,
      ({ member, other }) => late[member]! - early[member]! - (late[other]! - early[other]!),
    );
  const { mean, standardError } = errorOf(changes(after, before));
  const margin = studentQuantile((1 + level) / 2, Math.max(5, pairs.length - 1)) * standardError;
  const trend = errorOf(changes(before, earliest));
  return {
    ...{ pairs: pairs.length, members: members.length },
    ...{ effect: mean, standardError, low: mean - margin, high: mean + margin },
    pValue: pValueOf(mean, standardError),
    before: { effect: trend.mean, pValue: pValueOf(trend.mean, trend.standardError) },
    imbalance: imbalanceOf(figures, pairs),
  };
}

function errorOf(values: Float64Array) {
  const { mean, deviation } = moments(values);
  return { mean, standardError: deviation / Math.sqrt(values.length) };
}

const pValueOf = (effect: number, standardError: number) =>
  standardError > 0 ? 2 * normalTail(Math.abs(effect) / standardError) : 1;

/** In standard deviations; as they are where all are equal. */
function standardised(values: Float64Array): Float64Array {
  const { mean, deviation } = moments(values);
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
}

function imbalanceOf(figures: readonly Float64Array[], pairs: readonly Pair[]): number {
  const apart = figures.map((figure) =>
    Math.abs(moments(Float64Array.from(pairs, ({ member, other }) => figure[member]! - figure[other]!)).mean),
  );
  return Math.max(...apart);
}
