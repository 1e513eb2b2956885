import type { Matrix } from '../matrix/matrix.js';
import { calinskiHarabasz } from '../metrics/calinski-harabasz.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import { clusteredSamples } from '../metrics/clustered-samples.js';
import { daviesBouldin } from '../metrics/davies-bouldin.js';
import { silhouettes } from '../metrics/silhouettes.js';
import { withinSumOfSquares } from '../metrics/within-sum-of-squares.js';
import type { Space } from '../rules/rules.js';
import type { Clustering } from './fit-model.js';
import type { LeaderboardRow } from './leaderboard-row.js';

/**
 * The leaderboard's rows of clusterings of one space, in their order. Every measure is of the samples
 * that are in a cluster; shares are of all samples.
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
  const inSpace = meanSilhouettes(points, labellings);
  const inScaled = space === 'scaled' ? inSpace : meanSilhouettes(scaled, labellings);
  return clusterings.map(({ labels, fitted }, c) => {
    const { model, k, converged } = fitted;
    const own = measureCompactness(points, labels);
    const comparable = space === 'scaled' ? own : measureCompactness(scaled, labels);
    const clustered = labels.filter((label) => label >= 0);
    const sizes = Array.from(clusterSizes(clustered, k));
    return {
      space,
      model,
      k,
      silhouette: inSpace[c]!,
      silhouetteScaled: inScaled[c]!,
      ...own,
      daviesBouldinScaled: comparable.daviesBouldin,
      calinskiHarabaszScaled: comparable.calinskiHarabasz,
      inertiaScaled: comparable.inertia,
      bic: fitted.model === 'gmm' ? fitted.bic : null,
      aic: fitted.model === 'gmm' ? fitted.aic : null,
      smallestShare: Math.min(...sizes) / labels.length,
      largestShare: Math.max(...sizes) / labels.length,
      noiseShare: 1 - clustered.length / labels.length,
      sizes,
      converged,
    };
  });
}

function measureCompactness(samples: Matrix, labelsOfAll: Int32Array) {
  const { points, labels } = clusteredSamples(samples, labelsOfAll);
  return {
    daviesBouldin: daviesBouldin(points, labels),
    calinskiHarabasz: calinskiHarabasz(points, labels),
    inertia: withinSumOfSquares(points, labels),
  };
}

/** Labellings without noise share one pass over the distances. */
function meanSilhouettes(points: Matrix, labellings: readonly Int32Array[]): number[] {
  if (!labellings.some((labels) => labels.includes(-1))) {
    return silhouettes(points, labellings).map(({ mean }) => mean);
  }
  return labellings.map((labels) => {
    const clustered = clusteredSamples(points, labels);
    return silhouettes(clustered.points, [clustered.labels])[0]!.mean;
  });
}
