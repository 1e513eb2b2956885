import type { Matrix } from '../matrix/matrix.js';
import { claimMemory, doublesAt, integersAt, kernels, layOut } from '../simd/kernels.js';
import { columnsBytes, groupsOf, writeColumns } from '../simd/write-columns.js';
import type { Cells } from './partition-cells.js';

/** The clusters of a labelling. */
export interface CellClusters {
  /** Int32Array (nCells): the label of each cell. */
  readonly labelOfCell: Int32Array;
  /** Int32Array (nClusters): samples of each. */
  readonly sizes: Int32Array;
}

/** Doubles of the kernel's scratch beside those of each cluster. */
const scratchLength = 513 + 512;
const scratchPerCluster = 64;

/**
 * Sums of the distances from each place to the samples of each cluster, for many labellings in one pass: two at a time,
 * three features in one go.
 * @param points Float64Array (nPlaces × nFeatures), row-major
 * @returns for each labelling Float64Array (nClusters × nPlaces), until somebody else uses the kernels' memory
 */
export function sumDistances(
  points: Matrix,
  { weights, cellOf, ends, count }: Cells,
  labellings: readonly CellClusters[],
): Float64Array[] {
  const { rows } = points;
  const nClusters = labellings.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const { at, bytes } = layOut({
    // Two values are read at a time, the last of an odd number with what comes after it.
    points: columnsBytes(points, rows) + 8,
    weights: 8 * rows,
    cellOf: 4 * rows,
    ends: 4 * count,
    clustersOf: 4 * count * labellings.length,
    scratch: 8 * (scratchLength + scratchPerCluster * nClusters),
    sums: 8 * nClusters * rows,
  });
  claimMemory(labellings, bytes);
  writeColumns(points, at.points, rows);
  doublesAt(at.weights, rows).set(weights);
  integersAt(at.cellOf, rows).set(cellOf);
  integersAt(at.ends, count).set(ends);
  const firsts = writeClusters(labellings, integersAt(at.clustersOf, count * labellings.length));
  kernels.sumDistances(
    at.points,
    rows,
    groupsOf(points),
    at.weights,
    at.cellOf,
    at.ends,
    at.clustersOf,
    labellings.length,
    nClusters,
    at.sums,
    at.scratch,
  );
  return labellings.map(({ sizes }, l) => doublesAt(at.sums + 8 * firsts[l]! * rows, sizes.length * rows));
}

/** The cluster of each cell in each labelling, where the clusters of all are counted on; returns the first of each. */
function writeClusters(labellings: readonly CellClusters[], clustersOf: Int32Array): number[] {
  let first = 0;
  return labellings.map(({ labelOfCell, sizes }, l) => {
    const start = first;
    labelOfCell.forEach((label, cell) => {
      clustersOf[cell * labellings.length + l] = start + label;
    });
    first += sizes.length;
    return start;
  });
}
