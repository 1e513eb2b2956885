import { distinctRows } from '../cluster/distinct-rows.js';
import type { Matrix } from '../matrix.js';
import { clusterSizes, countClusters } from './cluster-sizes.js';
import { type Cells, partitionCells } from './partition-cells.js';

const { max, sqrt } = Math;

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
 * A cluster is a union of cells, so distances are summed once per cell, whatever the number of
 * labellings; equal points in a cell are one point with a weight. Takes O(nDistinct²) time, O(nSamples) memory.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labellings each Int32Array (nSamples), 0..nClusters-1
 * @returns one per labelling, in their order
 * @throws RangeError if a labelling has fewer than two clusters with samples
 * @see Rousseeuw 1987, Silhouettes: a graphical aid, section 2
 */
export function silhouettes(points: Matrix, labellings: readonly Int32Array[]): Silhouette[] {
  const cells = partitionCells(distinctRows(points), labellings);
  const gathered = gatherRows(points, cells.samples);
  return fromDistances(cells, labellings, (i, from, row) => fillDistances(gathered, i, from, row));
}

/**
 * The same for given distances between samples.
 * @param distances Float64Array (nSamples × nSamples), symmetric, >= 0
 */
export function silhouettesOfDistances(distances: Matrix, labellings: readonly Int32Array[]): Silhouette[] {
  const { data, rows } = distances;
  const cells = partitionCells(
    { ids: Int32Array.from({ length: rows }, (_, i) => i), count: rows },
    labellings,
  );
  return fromDistances(cells, labellings, (i, from, row) => {
    const start = cells.samples[i]! * rows;
    for (let j = 0; j < row.length; j++) row[j] = data[start + cells.samples[from + j]!]!;
  });
}

/** Places side by side whose distances are taken in one go: 512 of six features fill half of a first-level cache. */
const tile = 512;
/** Rows that use a tile before the next one is fetched. */
const block = 64;

/** Writes the distances from place i to the places from..from + row.length - 1. */
type FillRow = (i: number, from: number, row: Float64Array) => void;

function fromDistances(cells: Cells, labellings: readonly Int32Array[], fillRow: FillRow): Silhouette[] {
  const scores = labellings.map((labels) => createScore(labels, cells));
  const nPlaces = cells.samples.length;
  for (let start = 0; start < nPlaces; start += block) {
    const end = Math.min(start + block, nPlaces);
    const sums = sumBlock(start, end, cells, fillRow);
    for (let i = start; i < end; i++) {
      for (const score of scores) score.values[i] = silhouetteOf(score, cells.cellOf[i]!, sums[i - start]!);
    }
  }
  return scores.map((score, l) => spread(score, labellings[l]!, cells));
}

/** For each place of the block its summed distances to every cell. */
function sumBlock(start: number, end: number, cells: Cells, fillRow: FillRow): Float64Array[] {
  const nPlaces = cells.samples.length;
  const sums = Array.from({ length: end - start }, () => new Float64Array(cells.count));
  const buffer = new Float64Array(tile);
  for (let from = 0; from < nPlaces; from += tile) {
    const row = buffer.subarray(0, Math.min(tile, nPlaces - from));
    for (let i = start; i < end; i++) {
      fillRow(i, from, row);
      addToCells(row, from, cells, sums[i - start]!);
    }
  }
  return sums;
}

/** What one labelling needs while the rows go by. */
interface Score {
  readonly labelOfCell: Int32Array;
  readonly sizes: Int32Array;
  /** Scratch: summed distance to each cluster. */
  readonly toCluster: Float64Array;
  /** Float64Array (nDistinct): the silhouettes. */
  readonly values: Float64Array;
}

function createScore(labels: Int32Array, { samples, cellOf, count }: Cells): Score {
  const sizes = clusterSizes(labels, countClusters(labels));
  const filled = sizes.reduce((count, size) => count + Math.min(size, 1), 0);
  if (filled < 2) throw new RangeError(`a silhouette needs at least 2 clusters; got ${filled}`);
  const labelOfCell = new Int32Array(count);
  samples.forEach((sample, place) => {
    labelOfCell[cellOf[place]!] = labels[sample]!;
  });
  return {
    labelOfCell,
    sizes,
    toCluster: new Float64Array(sizes.length),
    values: new Float64Array(samples.length),
  };
}

function fillDistances({ data, cols }: Matrix, i: number, from: number, row: Float64Array): void {
  const own = i * cols;
  for (let j = 0, at = from * cols; j < row.length; j++) {
    let sum = 0;
    for (let f = 0; f < cols; f++, at++) {
      const difference = data[at]! - data[own + f]!;
      sum += difference * difference;
    }
    row[j] = sqrt(sum);
  }
}

function addToCells(row: Float64Array, from: number, { cellOf, weights }: Cells, sums: Float64Array): void {
  for (let j = 0; j < row.length; ) {
    const cell = cellOf[from + j]!;
    let sum = 0;
    for (; j < row.length && cellOf[from + j] === cell; j++) sum += row[j]! * weights[from + j]!;
    sums[cell]! += sum;
  }
}

function silhouetteOf({ labelOfCell, sizes, toCluster }: Score, cell: number, sums: Float64Array): number {
  const own = labelOfCell[cell]!;
  if (sizes[own] === 1) return 0;
  toCluster.fill(0);
  for (let c = 0; c < sums.length; c++) toCluster[labelOfCell[c]!]! += sums[c]!;
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < sizes.length; k++) {
    if (k === own || sizes[k] === 0) continue;
    const mean = toCluster[k]! / sizes[k]!;
    if (mean < nearest) nearest = mean;
  }
  const within = toCluster[own]! / (sizes[own]! - 1);
  const larger = max(within, nearest);
  return larger === 0 ? 0 : (nearest - within) / larger;
}

/** Hands each distinct point's value to all its samples and averages. */
function spread({ values, sizes }: Score, labels: Int32Array, { placeOf }: Cells): Silhouette {
  const samples = Float64Array.from(placeOf, (place) => values[place]!);
  const clusters = new Float64Array(sizes.length);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    clusters[labels[i]!]! += samples[i]!;
    sum += samples[i]!;
  }
  return {
    samples,
    clusters: clusters.map((total, k) => total / Math.max(1, sizes[k]!)),
    mean: sum / samples.length,
  };
}

function gatherRows({ data, cols }: Matrix, indices: Int32Array): Matrix {
  const gathered = new Float64Array(indices.length * cols);
  indices.forEach((i, row) => {
    gathered.set(data.subarray(i * cols, (i + 1) * cols), row * cols);
  });
  return { data: gathered, rows: indices.length, cols };
}
