import type { Matrix } from '../matrix.js';
import { calinskiHarabasz } from '../metrics/calinski-harabasz.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import { daviesBouldin } from '../metrics/davies-bouldin.js';
import { silhouettes } from '../metrics/silhouettes.js';
import { withinSumOfSquares } from '../metrics/within-sum-of-squares.js';
import type { Space } from '../rules.js';
import type { Clustering } from './fit-model.js';
import type { LeaderboardRow } from './leaderboard-row.js';

/**
 * The leaderboard's rows of clusterings of one space, in their order.
 * @param points Float64Array (nSamples × nDimensions), row-major: the space
 * @param scaled Float64Array (nSamples × nFeatures), row-major: the scaled features of the same samples
 */
export function scoreClusterings(
  space: Space,
  points: Matrix,
  scaled: Matrix,
  clusterings: readonly Clustering[],
): LeaderboardRow[] {
  const labellings = clusterings.map(({ labels }) => labels);
  const inSpace = silhouettes(points, labellings);
  const inScaled = space === 'scaled' ? inSpace : silhouettes(scaled, labellings);
  return clusterings.map(({ labels, fitted: { model, k, converged } }, c) => {
    const sizes = Array.from(clusterSizes(labels, k));
    return {
      space,
      model,
      k,
      silhouette: inSpace[c]!.mean,
      silhouetteScaled: inScaled[c]!.mean,
      daviesBouldin: daviesBouldin(points, labels),
      calinskiHarabasz: calinskiHarabasz(points, labels),
      inertia: withinSumOfSquares(points, labels),
      smallestShare: Math.min(...sizes) / labels.length,
      largestShare: Math.max(...sizes) / labels.length,
      sizes,
      converged,
    };
  });
}
