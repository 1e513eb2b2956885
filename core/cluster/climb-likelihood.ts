import { type GaussianMixture, logDensities, toResponsibilities } from './gaussian-mixture.js';
import { maximize } from './maximize.js';
import type { WeightedRows } from './weigh-rows.js';

/** How far expectation-maximization has come. */
export interface Climb {
  readonly mixture: GaussianMixture;
  /** Natural logarithm of the density of all samples under the mixture. */
  readonly logLikelihood: number;
  /** Steps so far. */
  readonly iterations: number;
  /** Whether the last step gained less than was asked for. */
  readonly converged: boolean;
}

export interface ClimbOptions {
  readonly maxIterations: number;
  /** Gain of log-likelihood per sample below which to stop. */
  readonly tolerance: number;
  /** Added to every variance. */
  readonly ridge: number;
}

/** Expectation-maximization from a mixture on. Without a ridge no step lowers the likelihood. */
export function climbLikelihood(
  { ids, points, weights }: WeightedRows,
  start: Pick<Climb, 'mixture' | 'iterations'>,
  { maxIterations, tolerance, ridge }: ClimbOptions,
): Climb {
  const responsibilities = new Float64Array(start.mixture.weights.length * points.rows);
  let { mixture, iterations } = start;
  for (let step = 0, before = Number.NEGATIVE_INFINITY; ; step++) {
    logDensities(points, mixture, responsibilities);
    const logLikelihood = toResponsibilities(responsibilities, weights);
    const converged = logLikelihood - before < tolerance * ids.length;
    if (converged || step === maxIterations) return { mixture, logLikelihood, iterations, converged };
    before = logLikelihood;
    mixture = maximize(points, weights, responsibilities, ridge);
    iterations++;
  }
}
