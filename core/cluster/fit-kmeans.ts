import type { Matrix } from '../matrix/matrix.js';
import { clusterMeans } from '../metrics/cluster-means.js';
import type { Random } from '../random/random.js';
import { checkPoints } from './check-points.js';
import { descentOver } from './descend.js';
import { exchangePoints } from './exchange-points.js';
import { lloyd } from './lloyd.js';
import { meanVariance } from './mean-variance.js';
import { moveCenters } from './move-centers.js';
import { nearestCenters } from './nearest-centers.js';
import { seedCenters } from './seed-centers.js';
import { fitsThreeColumns } from './three-columns.js';

/** A fitted k-means model. */
export interface KMeans {
  /** Int32Array (nSamples), 0..nClusters-1: the nearest center, ties to the lowest. */
  readonly labels: Int32Array;
  /** Float64Array (nClusters × nFeatures), row-major. */
  readonly centers: Matrix;
  /** Sum of squared distances of the samples to their centers, >= 0. */
  readonly inertia: number;
  /** Lloyd iterations of the start that won. */
  readonly iterations: number;
  /** Whether no label changed any more. */
  readonly converged: boolean;
}

export interface KMeansOptions {
  /** Random starts, of which the one with the least inertia wins; the earliest among equals. */
  readonly starts?: number;
  /** Most iterations of one start, and again of the winner. */
  readonly maxIterations?: number;
  /** Moves of the centers at which a start is done, as a share of the mean variance of the features. */
  readonly tolerance?: number;
}

/**
 * Tries to move a center that may fail in a row, for each start: whoever asks for few starts has no time for many tries
 * either. In a tree they cost little.
 *
 * On eight maps of 5,695 points (two features, k = 2..11, three seeds each, ten starts) the mean distance from the best
 * inertia known is .04 % (scikit-learn .33 %); with a third of a try for each start, of three points the most
 * promising, it was .12 % for a quarter less time. On four tables of 4 to 6 features a half gives .02 % to .03 %, two
 * would give .01 % for twice the time.
 */
const patiencePerStart = { inTree: 2, byBounds: 1 / 2 };

/**
 * k-means from many k-means++ starts: Lloyd's iteration down to the tolerance. In the best of them centers move to
 * where they help more, then single points to other clusters. It ends with Lloyd's iteration until no label changes,
 * so that every label is the nearest center and every center the mean of its cluster.
 * @param points Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws RangeError if a value is not finite, or nClusters or starts is out of range
 * @see Lloyd 1982, Least squares quantization in PCM; scikit-learn's KMeans for the tolerance
 */
export function fitKMeans(
  points: Matrix,
  nClusters: number,
  random: Random,
  { starts = 10, maxIterations = 300, tolerance = 1e-4 }: KMeansOptions = {},
): KMeans {
  checkPoints(points);
  checkArguments(points, nClusters, starts);
  const fine = { maxIterations, tolerance: tolerance * meanVariance(points) };
  const descend = descentOver(points);
  const ends = Array.from({ length: starts }, () => descend(seedCenters(points, nClusters, random), fine));
  const best = ends.reduce((a, b) => (b.inertia < a.inertia ? b : a));
  const moved = moveCenters(points, descend, best, random, {
    ...fine,
    patience: Math.ceil(
      starts * (fitsThreeColumns(points) ? patiencePerStart.inTree : patiencePerStart.byBounds),
    ),
  });
  const settled = exchangePoints(
    points,
    nearestCenters(points, moved.centers).labels,
    nClusters,
    maxIterations,
  );
  const last = lloyd(points, clusterMeans(points, settled, nClusters), { maxIterations, tolerance: 0 });
  const { labels, squaredDistances } = nearestCenters(points, last.centers);
  return {
    labels,
    centers: last.centers,
    inertia: squaredDistances.reduce((sum, distance) => sum + distance, 0),
    iterations: best.iterations + last.iterations,
    converged: last.converged,
  };
}

function checkArguments({ rows }: Matrix, nClusters: number, starts: number): void {
  if (!Number.isInteger(nClusters) || nClusters < 1 || nClusters > rows) {
    throw new RangeError(
      `nClusters must be an integer in [1, nSamples]; got ${nClusters} (nSamples = ${rows})`,
    );
  }
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(`starts must be an integer of at least 1; got ${starts}`);
  }
}
