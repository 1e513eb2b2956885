import type { Matrix } from '../matrix.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import type { Random } from '../random.js';
import { type Climb, climbLikelihood } from './climb-likelihood.js';
import { type GaussianMixture, likeliestComponents } from './gaussian-mixture.js';
import { lloyd } from './lloyd.js';
import { maximize } from './maximize.js';
import { seedCenters } from './seed-centers.js';
import { type WeightedRows, weighRows } from './weigh-rows.js';

/** A fitted Gaussian mixture. */
export interface MixtureFit {
  /** Int32Array (nSamples), 0..nClusters-1: the component with the highest responsibility, ties to the lowest. */
  readonly labels: Int32Array;
  readonly mixture: GaussianMixture;
  /** Natural logarithm of the density of all samples. */
  readonly logLikelihood: number;
  /** Bayesian information criterion; lower is better. */
  readonly bic: number;
  /** Akaike's information criterion; lower is better. */
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
  /** Gain of log-likelihood per sample below which the winner is done. */
  readonly tolerance?: number;
  /** Added to every variance, so that no component collapses onto a point; in squared units of the features. */
  readonly ridge?: number;
}

/**
 * Which share of the starts goes on, and at how many times the tolerance it stops. EM ends slowly, and at a
 * hundred times the tolerance the start that will win is nearly always among the best third (measured on
 * 4,327 × 3 and 5,695 × 5 points for k = 4..11).
 */
const phases = [
  { share: 1, coarser: 100 },
  { share: 1 / 3, coarser: 10 },
  { share: 0, coarser: 1 },
];
/** Few points are cheap and their likelihood is rugged: every start goes all the way. */
const phasesOfFew = [{ share: 1, coarser: 1 }];
const fewRows = 2000;

/** In turn: rough starts find basins to which a settled k-means never leads, and the other way round. */
const lloydIterations = [1, 10];

/**
 * A mixture of normal distributions with full covariances, by expectation-maximization from many k-means++
 * starts. Equal rows count once, with a weight. A start in which every component is the likeliest of some
 * sample goes before one in which it is not.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws RangeError if nClusters is not in [1, distinct rows], or starts or ridge is out of range
 * @see Dempster, Laird, Rubin 1977, Maximum likelihood from incomplete data via the EM algorithm;
 * scikit-learn's GaussianMixture for the ridge
 */
export function fitGaussianMixture(
  points: Matrix,
  nClusters: number,
  random: Random,
  { starts = 10, maxIterations = 500, tolerance = 1e-5, ridge = 1e-6 }: GaussianMixtureOptions = {},
): MixtureFit {
  const rows = weighRows(points);
  checkArguments(rows.count, nClusters, starts, ridge);
  let climbs = Array.from(
    { length: starts },
    (_, start): Pick<Climb, 'mixture' | 'iterations'> => ({
      mixture: startMixture(rows, nClusters, random, { lloyd: lloydIterations[start % 2]!, ridge }),
      iterations: 0,
    }),
  );
  for (const { share, coarser } of rows.count < fewRows ? phasesOfFew : phases) {
    const options = { maxIterations, tolerance: tolerance * coarser, ridge };
    const going = climbs.slice(0, Math.max(1, Math.ceil(starts * share)));
    climbs = going.map((start) => judge(rows, climbLikelihood(rows, start, options))).sort(byRank);
  }
  return describe(points, rows, climbs[0] as JudgedClimb);
}

interface JudgedClimb extends Climb {
  /** Int32Array (nDistinct). */
  readonly labels: Int32Array;
  /** Whether every component is the likeliest of some sample. */
  readonly isWhole: boolean;
}

function judge({ points }: WeightedRows, climb: Climb): JudgedClimb {
  const labels = likeliestComponents(points, climb.mixture);
  return { ...climb, labels, isWhole: !clusterSizes(labels, climb.mixture.weights.length).includes(0) };
}

const byRank = (a: JudgedClimb, b: JudgedClimb) =>
  Number(b.isWhole) - Number(a.isWhole) || b.logLikelihood - a.logLikelihood;

/** Each point belongs to the center that Lloyd's iteration, stopped early, left it with. */
function startMixture(
  { points, weights }: WeightedRows,
  nClusters: number,
  random: Random,
  options: { readonly lloyd: number; readonly ridge: number },
): GaussianMixture {
  const centers = seedCenters(points, nClusters, random);
  const { labels } = lloyd(points, centers, { maxIterations: options.lloyd, tolerance: 0 });
  const responsibilities = new Float64Array(nClusters * points.rows);
  labels.forEach((label, i) => {
    responsibilities[label * points.rows + i] = 1;
  });
  return maximize(points, weights, responsibilities, options.ridge);
}

function describe({ rows: nSamples, cols }: Matrix, { ids }: WeightedRows, climb: JudgedClimb): MixtureFit {
  const { mixture, logLikelihood, iterations, converged, labels } = climb;
  const nParameters = mixture.weights.length * (1 + cols + (cols * (cols + 1)) / 2) - 1;
  return {
    labels: ids.map((id) => labels[id]!),
    mixture,
    logLikelihood,
    bic: nParameters * Math.log(nSamples) - 2 * logLikelihood,
    aic: 2 * nParameters - 2 * logLikelihood,
    iterations,
    converged,
  };
}

function checkArguments(nDistinct: number, nClusters: number, starts: number, ridge: number): void {
  if (!Number.isInteger(nClusters) || nClusters < 1 || nClusters > nDistinct) {
    throw new RangeError(
      `nClusters must be an integer in [1, distinct samples]; got ${nClusters} (${nDistinct} distinct)`,
    );
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(`starts must be an integer of at least 1; got ${starts}`);
  }
  if (!(ridge >= 0 && ridge < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`ridge must be at least 0; got ${ridge}`);
  }
}
