import { pickRows } from '../embed/pick-rows.js';
import type { Matrix } from '../matrix/matrix.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import type { Random } from '../random/random.js';
import { checkPoints } from './check-points.js';
import { type Climb, type ClimbOptions, climbLikelihood } from './climb-likelihood.js';
import type { GaussianMixture } from './component-densities.js';
import { emStep } from './em-step.js';
import { likeliestComponents } from './gaussian-mixture.js';
import { inTreeOrder } from './in-tree-order.js';
import { lloyd } from './lloyd.js';
import { mergeAndSplit } from './merge-and-split.js';
import { mixtureOfLabels } from './mixture-of-labels.js';
import { type PointBlocks, pointBlocks } from './point-blocks.js';
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
 * EM ends slowly, but a sample shows early where it is going. So of many points: of `tries` seedings for each start
 * those likeliest after `shortSteps` on a sample become the starts; each climbs on the sample down to a coarse
 * tolerance, and from the likeliest components move there; the finalists, likeliest for everybody, climb on everybody
 * down to a middle tolerance; the best to the end. Against all starts on everybody (5,695 × 2, 5,695 × 5, 4,327 × 3
 * and × 2 points, k = 3, 5, 8, 11, four seeds each) that is half the work, and the mean log-likelihood per point was
 * higher by .01, .3, .1 and .001, even before components moved.
 */
const sampling = { size: 1000, tries: 3, shortSteps: 5, coarser: 100, finalists: 0.3, middle: 30 };
/** Few points are cheap and their likelihood is rugged: every start goes all the way on everybody. */
const fewRows = 2000;

/**
 * Moves of components that may fail in a row, for each start. A move is given up that after so many steps is so much
 * less likely per sample; one that succeeds gains at least so much. On four tables (4,327 to 5,695 points, 2 and 3
 * features, k = 2..11, two seeds each) the mean distance from the best log-likelihood known fell from .045 to .016
 * per point, for as much time as the two tries that each start had more before (few points: two thirds more).
 */
const moving = { patience: 2, steps: 8, hopeful: 0.01, leastGain: 1e-3 };

/** In turn: rough starts find basins to which a settled k-means never leads, and the other way round. */
const lloydIterations = [1, 10];

/**
 * A mixture of normal distributions with full covariances, by expectation-maximization from many k-means++
 * starts. Equal rows count once, with a weight. A start in which every component is the likeliest of some
 * sample goes before one in which it is not.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws RangeError if a value is not finite, nClusters is not in [1, distinct rows], or starts or ridge is out of range
 * @see Dempster, Laird, Rubin 1977, Maximum likelihood from incomplete data via the EM algorithm;
 * scikit-learn's GaussianMixture for the ridge
 */
export function fitGaussianMixture(
  points: Matrix,
  nClusters: number,
  random: Random,
  { starts = 10, maxIterations = 500, tolerance = 1e-5, ridge = 1e-6 }: GaussianMixtureOptions = {},
): MixtureFit {
  checkPoints(points);
  const rows = inTreeOrder(weighRows(points));
  checkArguments(rows.count, nClusters, starts, ridge);
  const climb = rows.count < fewRows ? climbWithFew : climbWithMany;
  return describe(points, rows, climb(rows, nClusters, random, { starts, maxIterations, tolerance, ridge }));
}

interface Starts extends ClimbOptions {
  readonly starts: number;
}

function climbWithFew(rows: WeightedRows, nClusters: number, random: Random, options: Starts): JudgedClimb {
  const blocks = pointBlocks(rows.points, rows.weights);
  const climbs = Array.from({ length: options.starts }, (_, start) =>
    judge(rows, climbLikelihood(blocks, seedMixture(rows, nClusters, random, start, options), options)),
  );
  const [best] = climbs.sort(byRank);
  const moved = judge(rows, moveComponents(blocks, best!, random, options));
  return byRank(best!, moved) <= 0 ? best! : moved;
}

/** @see Biernacki, Celeux, Govaert 2003, Choosing starting values for the EM algorithm, for the short runs */
function climbWithMany(rows: WeightedRows, nClusters: number, random: Random, options: Starts): JudgedClimb {
  const { starts, tolerance, ridge } = options;
  const everybody = pointBlocks(rows.points, rows.weights);
  const sample = thinOut(rows, Math.floor(rows.count / sampling.size));
  const sampled = pointBlocks(sample.points, sample.weights);
  const coarse = { ...options, tolerance: tolerance * sampling.coarser };
  const short = { ...coarse, maxIterations: sampling.shortSteps };
  const tried = Array.from({ length: starts * sampling.tries }, (_, start) =>
    climbLikelihood(sampled, seedMixture(sample, nClusters, random, start, options), short),
  );
  const started = tried
    .sort(byLikelihood)
    .slice(0, starts)
    .map((start) => climbLikelihood(sampled, start, coarse))
    .sort(byLikelihood);
  const moved = moveComponents(sampled, started[0]!, random, { ...coarse, starts });
  const judged = [moved, ...started].map((start) => ({
    ...judge(rows, start),
    logLikelihood: emStep(everybody, start.mixture, ridge).logLikelihood,
  }));
  const middle = { ...options, tolerance: tolerance * sampling.middle };
  const finalists = judged
    .sort(byRank)
    .slice(0, Math.ceil(starts * sampling.finalists))
    .map((start) => judge(rows, climbLikelihood(everybody, start, middle)));
  return judge(rows, climbLikelihood(everybody, finalists.sort(byRank)[0]!, options));
}

/**
 * EM never moves a component over a gap. So two of them are merged, another is split, and EM climbs from there, for
 * as long as that helps.
 * @see Ueda, Nakano, Ghahramani, Hinton 2000, SMEM algorithm for mixture models
 */
function moveComponents(blocks: PointBlocks, start: Climb, random: Random, options: Starts): Climb {
  if (start.mixture.weights.length < 2) return start;
  let best = start;
  for (let failures = 0; failures < options.starts * moving.patience; ) {
    const mixture = mergeAndSplit(best.mixture, random);
    const short = { ...options, maxIterations: moving.steps };
    const tried = climbLikelihood(blocks, { mixture, iterations: 0 }, short);
    const isHopeful = tried.logLikelihood > best.logLikelihood - moving.hopeful * blocks.nSamples;
    const found = isHopeful ? climbLikelihood(blocks, tried, options) : tried;
    if (found.logLikelihood <= best.logLikelihood + moving.leastGain * blocks.nSamples) failures++;
    else {
      best = found;
      failures = 0;
    }
  }
  return best;
}

/** Every so many rows: in the order of a tree that is a fair sample of everywhere. */
function thinOut({ points, weights }: WeightedRows, every: number): WeightedPoints {
  const kept = Int32Array.from({ length: Math.ceil(points.rows / every) }, (_, at) => at * every);
  return { points: pickRows(points, kept), weights: Float64Array.from(kept, (row) => weights[row]!) };
}

type WeightedPoints = Pick<WeightedRows, 'points' | 'weights'>;

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

const byLikelihood = (a: Climb, b: Climb) => b.logLikelihood - a.logLikelihood;

const byRank = (a: JudgedClimb, b: JudgedClimb) =>
  Number(b.isWhole) - Number(a.isWhole) || byLikelihood(a, b);

/** Each point belongs to the center that Lloyd's iteration, stopped early, left it with. */
function seedMixture(
  { points, weights }: WeightedPoints,
  nClusters: number,
  random: Random,
  start: number,
  { ridge }: { readonly ridge: number },
): Pick<Climb, 'mixture' | 'iterations'> {
  const centers = seedCenters(points, nClusters, random);
  const maxIterations = lloydIterations[start % lloydIterations.length]!;
  const { labels } = lloyd(points, centers, { maxIterations, tolerance: 0 });
  return { mixture: mixtureOfLabels(points, weights, labels, nClusters, ridge), iterations: 0 };
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
