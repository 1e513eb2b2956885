import { distinctRows } from '../cluster/distinct-rows.js';
import { pickRows } from '../embed/pick-rows.js';
import type { Matrix } from '../matrix.js';
import { clusterSizes, countClusters } from './cluster-sizes.js';
import { type FillRow, fillFromPoints } from './distance-rows.js';
import { type Cells, partitionCells } from './partition-cells.js';

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
  return fromDistances(cells, labellings, fillFromPoints(pickRows(points, cells.samples)));
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
  return fromDistances(cells, labellings, (i, from, to, row) => {
    const start = cells.samples[i]! * rows;
    for (let j = from; j < to; j++) row[j - from] = data[start + cells.samples[j]!]!;
  });
}

/** Places side by side whose distances are taken in one go: 512 of six features fill half of a first-level cache. */
const tile = 512;
/** Rows that use a tile before the next one is fetched. */
const block = 64;

function fromDistances(cells: Cells, labellings: readonly Int32Array[], fillRow: FillRow): Silhouette[] {
  const pass = createPass(cells, labellings);
  const nPlaces = cells.samples.length;
  for (let start = 0; start < nPlaces; start += block) {
    const end = min(start + block, nPlaces);
    for (let from = start - (start % tile); from < nPlaces; from += tile)
      takeTile(pass, start, end, from, min(from + tile, nPlaces), fillRow);
    handOver(pass, start, end);
  }
  return pass.scores.map((score, l) => describe(score, labellings[l]!, cells));
}

/** What is summed while the distances go by. */
interface Pass {
  readonly cells: Cells;
  readonly scores: readonly Score[];
  /** Float64Array (tile): distances of one place. */
  readonly row: Float64Array;
  /** Float64Array (tile): summed distances of each place of the tile to places of one cell. */
  readonly column: Float64Array;
}

/** One labelling. */
interface Score {
  /** Int32Array (nCells). */
  readonly labelOfCell: Int32Array;
  readonly sizes: Int32Array;
  /** Float64Array (nClusters × nPlaces): summed distances of each place to each cluster. */
  readonly sums: Float64Array;
  /** Float64Array (block × nClusters): those of a block, to be added. */
  readonly ofBlock: Float64Array;
}

function createPass(cells: Cells, labellings: readonly Int32Array[]): Pass {
  const scores = labellings.map((labels) => createScore(labels, cells));
  return { cells, scores, row: new Float64Array(tile), column: new Float64Array(tile) };
}

function createScore(labels: Int32Array, { samples, cellOf, count }: Cells): Score {
  const sizes = clusterSizes(labels, countClusters(labels));
  const filled = sizes.reduce((count, size) => count + min(size, 1), 0);
  if (filled < 2) throw new RangeError(`a silhouette needs at least 2 clusters; got ${filled}`);
  const labelOfCell = new Int32Array(count);
  samples.forEach((sample, place) => {
    labelOfCell[cellOf[place]!] = labels[sample]!;
  });
  return {
    labelOfCell,
    sizes,
    sums: new Float64Array(sizes.length * samples.length),
    ofBlock: new Float64Array(sizes.length * block),
  };
}

/** The distances between the places start..end - 1 and those from..to - 1, each pair once. */
function takeTile(pass: Pass, start: number, end: number, from: number, to: number, fillRow: FillRow): void {
  const { cells, row, column } = pass;
  for (let i = start; i < end; ) {
    const cell = cells.cellOf[i]!;
    const last = min(cells.ends[cell]!, end);
    column.fill(0);
    const first = max(from, i + 1);
    for (; i < last; i++) {
      const next = max(from, i + 1);
      if (next >= to) continue;
      fillRow(i, next, to, row);
      addRow(pass, i, i - start, next, to, from);
    }
    if (first < to) addColumn(pass, cell, first, to, from);
  }
}

/** Adds a row's distances to its place, cell by cell, and keeps them for the places at their other ends. */
function addRow(
  { cells, scores, row, column }: Pass,
  i: number,
  at: number,
  from: number,
  to: number,
  tileStart: number,
): void {
  const { cellOf, ends, weights } = cells;
  const own = weights[i]!;
  const shift = from - tileStart;
  for (let j = from; j < to; ) {
    const cell = cellOf[j]!;
    const end = min(ends[cell]!, to);
    let sum = 0;
    for (; j < end; j++) {
      const distance = row[j - from]!;
      sum += distance * weights[j]!;
      column[j - from + shift]! += distance * own;
    }
    for (let l = 0; l < scores.length; l++) {
      const { ofBlock, labelOfCell, sizes } = scores[l]!;
      ofBlock[at * sizes.length + labelOfCell[cell]!]! += sum;
    }
  }
}

/** Adds to the places from..to - 1 their summed distances to places of a cell. */
function addColumn(
  { cells, scores, column }: Pass,
  cell: number,
  from: number,
  to: number,
  tileStart: number,
): void {
  const nPlaces = cells.samples.length;
  for (const { sums, labelOfCell } of scores) {
    const start = labelOfCell[cell]! * nPlaces;
    for (let j = from; j < to; j++) sums[start + j]! += column[j - tileStart]!;
  }
}

/** Adds what the rows of a block have summed. */
function handOver({ cells, scores }: Pass, start: number, end: number): void {
  const nPlaces = cells.samples.length;
  for (const { sums, ofBlock, sizes } of scores) {
    for (let i = start, at = 0; i < end; i++)
      for (let k = 0; k < sizes.length; k++, at++) sums[k * nPlaces + i]! += ofBlock[at]!;
    ofBlock.fill(0);
  }
}

function silhouetteOf({ sizes, sums }: Score, own: number, place: number, nPlaces: number): number {
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
function describe(score: Score, labels: Int32Array, { placeOf, cellOf }: Cells): Silhouette {
  const values = Float64Array.from(cellOf, (cell, place) =>
    silhouetteOf(score, score.labelOfCell[cell]!, place, cellOf.length),
  );
  const samples = Float64Array.from(placeOf, (place) => values[place]!);
  const clusters = new Float64Array(score.sizes.length);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    clusters[labels[i]!]! += samples[i]!;
    sum += samples[i]!;
  }
  return {
    samples,
    clusters: clusters.map((total, k) => total / max(1, score.sizes[k]!)),
    mean: sum / samples.length,
  };
}
