import { descentOver } from '../cluster/descend.js';
import { type Clustering, fitModel, rowsOf } from '../cluster/fit-model.js';
import type { FittedKMeans, FittedModel } from '../cluster/fitted-model.js';
import { nearestCenters } from '../cluster/nearest-centers.js';
import { seedCenters } from '../cluster/seed-centers.js';
import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import type { SegmentationRules } from '../rules.js';

/** Steps of Lloyd's iteration that a resample gets: by then hardly a label moves. */
const maxIterations = 50;

/**
 * Fits the chosen model anew to a resample: k-means from the centers that were chosen and from a start of its own,
 * whichever is tighter; every other model with one start. Undefined where the resample falls into fewer than two
 * clusters.
 * @param points Float64Array (nDrawn × nDimensions), row-major
 */
export function refit(
  chosen: FittedModel,
  points: Matrix,
  rules: SegmentationRules,
  random: Random,
): Clustering | undefined {
  if (chosen.model === 'kmeans') return refitKMeans(chosen, points, random);
  const [clustering] = fitModel(chosen.model, points, [chosen.k], {
    rules: { ...rules, starts: 1 },
    randomOf: () => random,
    onFit: () => undefined,
  });
  return clustering && clustering.fitted.k >= 2 ? clustering : undefined;
}

function refitKMeans({ centers, k }: FittedKMeans, points: Matrix, random: Random): Clustering {
  const chosen = { data: Float64Array.from(centers.flat()), rows: k, cols: points.cols };
  const descend = descentOver(points);
  const [best] = [chosen, seedCenters(points, k, random)]
    .map((start) => descend(start, { maxIterations, tolerance: 0 }))
    .sort((a, b) => a.inertia - b.inertia);
  const { centers: found, ...rest } = best!;
  const { labels } = nearestCenters(points, found);
  return { labels, fitted: { model: 'kmeans', k, centers: rowsOf(found), ...rest } };
}
