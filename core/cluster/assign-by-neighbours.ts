import type { Matrix } from '../matrix/matrix.js';
import type { ClusteredSamples } from '../metrics/clustered-samples.js';
import { buildKdTree } from '../neighbours/build-kd-tree.js';
import { nearestNeighbours } from '../neighbours/nearest-neighbours.js';

export interface NeighbourOptions {
  /** Samples that vote, fewer where there are fewer. */
  readonly nNeighbours?: number;
}

/**
 * Gives samples that a density model or a tree has never seen the cluster of most of their nearest
 * neighbours; of equals, the one whose nearest member is nearer. Nobody becomes noise: noise has no vote.
 * @param clustered the samples that the model was fitted to, without noise; at least one
 * @param queries Float64Array (nQueries × nFeatures), row-major, all finite
 * @returns Int32Array (nQueries), 0..nClusters-1
 * @see Fix, Hodges 1951, Discriminatory analysis: nonparametric discrimination
 */
export function assignByNeighbours(
  { points, labels }: ClusteredSamples,
  queries: Matrix,
  { nNeighbours = 5 }: NeighbourOptions = {},
): Int32Array {
  const found = nearestNeighbours(buildKdTree(points), queries, Math.min(nNeighbours, points.rows));
  const { samples, k } = found;
  return Int32Array.from({ length: queries.rows }, (_, i) =>
    majority(samples.subarray(i * k, (i + 1) * k).map((sample) => labels[sample]!)),
  );
}

/** The most frequent label; of equals, the one that comes first. */
function majority(labels: Int32Array): number {
  const votes = new Map<number, number>();
  for (const label of labels) votes.set(label, (votes.get(label) ?? 0) + 1);
  let winner = labels[0]!;
  for (const [label, count] of votes) if (count > votes.get(winner)!) winner = label;
  return winner;
}
