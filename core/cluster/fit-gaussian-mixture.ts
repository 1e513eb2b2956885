import type { Matrix } from '../matrix.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import type { Random } from '../random.js';
import {
  type GaussianMixture,
  likeliestComponents,
  logDensities,
  toResponsibilities,
} from './gaussian-mixture.js';
import { lloyd } from './lloyd.js';
import { maximize } from './maximize.js';
import { seedCenters } from './seed-centers.js';
import { type WeightedRows, weighRows } from './weigh-rows.js';

/** A fitted Gaussian mixture. */
export interface FittedMixture extends GaussianMixture {
  /** Int32Array (nSamples), 0..nClusters-1: the component with the highest responsibility, ties to the lowest. */
  readonly labels: Int32Array;
  /** Natural logarithm of the density of all samples. */
  readonly logLikelihood: number;
  /** Bayesian information criterion, lower is better. */
  readonly bic: number;
  /** Akaike's information criterion, lower is better. */
  readonly aic: number;
  /** EM steps of the start that won. */
  readonly iterations: number;
  /** Whether the last step gained less than the tolerance. */
  readonly converged: boolean;
}

export interface GaussianMixtureOptions {
  /** Random starts, of which the one with the highest likelihood wins; the earliest among equals. */
  readonly starts?: number;
  /** Most EM steps of one start in each phase. */
  readonly maxIterations?: number;
  /** Gain of log-likelihood per sample below which EM stops. */
  readonly tolerance?: number;
  /** Added to every variance, so that no component collapses onto a point; in squared units of the features. */
  readonly ridge?: number;
}

const screening = { iterations: 10, share: 1 / 3 };
export const kk = { n: 10 };

/**
 * A mixture of normal distributions with full covariances, by expectation-maximization from many short
 * k-means runs. All are screened by a few steps; the best go on until a step gains next to nothing.
 * Equal rows count once, with a weight.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws RangeError if nClusters is more than the distinct rows or out of range, or starts is
 * @see Dempster, Laird, Rubin 1977; for screening Biernacki, Celeux, Govaert 2003, Choosing starting values
 * for the EM algorithm; scikit-learn's GaussianMixture for the ridge
 */
export function fitGaussianMixture(
  points: Matrix,
  nClusters: number,
  random: Random,
  { starts = 10, maxIterations = 500, tolerance = 1e-5, ridge = 1e-6 }: GaussianMixtureOptions = {},
): FittedMixture {
  const rows = weighRows(points);
  const nSamples = points.rows;
  const gain = tolerance * nSamples;
  const screened = Array.from({ length: starts }, () =>
    climb(rows, startMixture(rows, nClusters, random, ridge), {
      maxIterations: screening.iterations,
      gain,
      ridge,
    }),
  ).sort(byLikelihood);
  const finalists = screened.slice(0, Math.ceil(starts * screening.share));
  const ended = finalists
    .map((start) => climb(rows, start, { maxIterations, gain, ridge }))
    .sort(byLikelihood);
  const { mixture, logLikelihood, iterations, converged } = ended[0]!;
  const nParameters = nClusters * (1 + points.cols + (points.cols * (points.cols + 1)) / 2) - 1;
  return {
    ...mixture,
    labels: likeliestComponents(points, mixture),
    logLikelihood,
    bic: nParameters * Math.log(nSamples) - 2 * logLikelihood,
    aic: 2 * nParameters - 2 * logLikelihood,
    iterations,
    converged,
  };
}

interface Climb {
  readonly mixture: GaussianMixture;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const byLikelihood = (a: Climb, b: Climb) => b.logLikelihood - a.logLikelihood;

export function climb(
  { points, weights }: WeightedRows,
  start: any,
  { maxIterations, gain, ridge }: any,
): Climb {
  const responsibilities = new Float64Array(start.mixture.means.rows * points.rows);
  let { mixture, iterations } = start;
  let before = -Infinity;
  for (let step = 0; ; step++) {
    logDensities(points, mixture, responsibilities);
    const logLikelihood = toResponsibilities(responsibilities, weights);
    const converged = logLikelihood - before < gain;
    if (converged || step === maxIterations) return { mixture, logLikelihood, iterations, converged };
    before = logLikelihood;
    mixture = maximize(points, weights, responsibilities, ridge);
    iterations++;
  }
}

export function startMixture(
  { points, weights }: WeightedRows,
  nClusters: number,
  random: Random,
  ridge: number,
): any {
  const { labels } = lloyd(points, seedCenters(points, nClusters, random), {
    maxIterations: kk.n,
    tolerance: 0,
  });
  const responsibilities = new Float64Array(nClusters * points.rows);
  labels.forEach((label, i) => {
    responsibilities[label * points.rows + i] = 1;
  });
  return { mixture: maximize(points, weights, responsibilities, ridge), iterations: 0 };
}
