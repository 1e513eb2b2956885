import type { GaussianMixture } from './component-densities.js';
import { emStep } from './em-step.js';
import type { PointBlocks } from './point-blocks.js';

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
  blocks: PointBlocks,
  start: Pick<Climb, 'mixture' | 'iterations'>,
  { maxIterations, tolerance, ridge }: ClimbOptions,
): Climb {
  let { mixture, iterations } = start;
  for (let step = 0, before = Number.NEGATIVE_INFINITY; ; step++) {
    const next = emStep(blocks, mixture, ridge);
    const { logLikelihood } = next;
    const converged = logLikelihood - before < tolerance * blocks.nSamples;
    if (converged || step === maxIterations) return { mixture, logLikelihood, iterations, converged };
    before = logLikelihood;
    mixture = next.mixture;
    iterations++;
  }
}
