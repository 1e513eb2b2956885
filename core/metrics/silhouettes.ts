import { distinctRows } from '../cluster/distinct-rows.js';
import { pickRows } from '../embed/pick-rows.js';
import type { Matrix } from '../matrix/matrix.js';
import { clusterSizes, countClusters } from './cluster-sizes.js';
import { type Cells, partitionCells } from './partition-cells.js';
import { type CellClusters, sumDistances } from './sum-distances.js';

const { max, min } = Math;

/** How well each sample sits in its cluster, from -1 (in the wrong one) to 1 (far from all others). */
export interface Silhouette {
  /** Float64Array (nSamples), -1..1; 0 in a cluster of one. */
  readonly samples: Float64Array;
  /** Float64Array (nClusters): mean of each cluster's samples; 0 for an empty cluster. */
  readonly clusters: Float64Array;
  /** Mean of all samples. */
  readonly mean: number;
}

/**
 * Exact silhouettes of many labellings of the same points, in one pass over their distances.
 *
 * The labellings together cut the samples into cells: samples with the same label in every one of them.
 * A cluster is a union of cells, so distances are summed once per cell, whatever the number of labellings; equal
 * points in a cell are one point with a weight. Each distance is taken once and serves both of its ends.
 * Takes O(nDistinct²) time, O(nSamples × clusters of all labellings) memory.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labellings each Int32Array (nSamples), 0..nClusters-1
 * @returns one per labelling, in their order
 * @throws RangeError if a labelling has fewer than two clusters with samples
 * @see Rousseeuw 1987, Silhouettes: a graphical aid, section 2
 */
export function silhouettes(points: Matrix, labellings: readonly Int32Array[]): Silhouette[] {
  const cells = partitionCells(distinctRows(points), labellings);
  const clusters = labellings.map((labels) => clustersOf(labels, cells));
  const sums = sumDistances(pickRows(points, cells.samples), cells, clusters);
  return clusters.map((each, l) => describe(each, sums[l]!, labellings[l]!, cells));
}

/**
 * The same for given distances between samples.
 * @param distances Float64Array (nSamples × nSamples), symmetric, >= 0
 */
export function silhouettesOfDistances(distances: Matrix, labellings: readonly Int32Array[]): Silhouette[] {
  const { data, rows } = distances;
  const ids = Int32Array.from({ length: rows }, (_, i) => i);
  return labellings.map((labels) => {
    const cells = partitionCells({ ids, count: rows }, [labels]);
    const clusters = clustersOf(labels, cells);
    const sums = new Float64Array(clusters.sizes.length * rows);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < rows; j++) sums[labels[j]! * rows + cells.placeOf[i]!]! += data[i * rows + j]!;
    return describe(clusters, sums, labels, cells);
  });
}

function clustersOf(labels: Int32Array, { samples, cellOf, count }: Cells): CellClusters {
  const sizes = clusterSizes(labels, countClusters(labels));
  const filled = sizes.reduce((count, size) => count + min(size, 1), 0);
  if (filled < 2) throw new RangeError(`a silhouette needs at least 2 clusters; got ${filled}`);
  const labelOfCell = new Int32Array(count);
  samples.forEach((sample, place) => {
    labelOfCell[cellOf[place]!] = labels[sample]!;
  });
  return { labelOfCell, sizes };
}

/** @param sums Float64Array (nClusters × nPlaces): summed distances of each place to each cluster */
function silhouetteOf(
  sizes: Int32Array,
  sums: Float64Array,
  own: number,
  place: number,
  nPlaces: number,
): number {
  if (sizes[own] === 1) return 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < sizes.length; k++) {
    if (k === own || sizes[k] === 0) continue;
    const mean = sums[k * nPlaces + place]! / sizes[k]!;
    if (mean < nearest) nearest = mean;
  }
  const within = sums[own * nPlaces + place]! / (sizes[own]! - 1);
  const larger = max(within, nearest);
  return larger === 0 ? 0 : (nearest - within) / larger;
}

/** Hands each place's value to all its samples and averages. */
function describe(
  { sizes, labelOfCell }: CellClusters,
  sums: Float64Array,
  labels: Int32Array,
  { placeOf, cellOf }: Cells,
): Silhouette {
  const values = Float64Array.from(cellOf, (cell, place) =>
    silhouetteOf(sizes, sums, labelOfCell[cell]!, place, cellOf.length),
  );
  const samples = Float64Array.from(placeOf, (place) => values[place]!);
  const clusters = new Float64Array(sizes.length);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    clusters[labels[i]!]! += samples[i]!;
    sum += samples[i]!;
  }
  return {
    samples,
    clusters: clusters.map((total, k) => total / max(1, sizes[k]!)),
    mean: sum / samples.length,
  };
}
