import type { DistinctRows } from '../cluster/distinct-rows.js';

/**
 * The samples, cut into cells: those with the same label in every labelling. Within a cell, equal
 * rows are one place with a weight. Places of a cell lie side by side.
 */
export interface Cells {
  /** Int32Array (nPlaces): the first sample of each place. */
  readonly samples: Int32Array;
  /** Float64Array (nPlaces): how many samples the place stands for. */
  readonly weights: Float64Array;
  /** Int32Array (nPlaces): the cell of each place, rising. */
  readonly cellOf: Int32Array;
  /** Int32Array (nCells): the place after the last of each. */
  readonly ends: Int32Array;
  /** Number of cells. */
  readonly count: number;
  /** Int32Array (nSamples): the place of each sample. */
  readonly placeOf: Int32Array;
}

/**
 * Refines the partition of the samples by every labelling.
 * @param labellings each Int32Array (nSamples)
 */
export function partitionCells(distinct: DistinctRows, labellings: readonly Int32Array[]): Cells {
  const nSamples = distinct.ids.length;
  let cellOfSample: DistinctRows = { ids: new Int32Array(nSamples), count: 1 };
  for (const labels of labellings) cellOfSample = cross(cellOfSample, labels);
  const groups = cross(distinct, cellOfSample.ids);
  const { firsts, weights } = describe(groups);
  const order = firsts.map((_, group) => group);
  // Typed arrays sort by number; equal cells keep the order of their first samples.
  order.sort((a, b) => cellOfSample.ids[firsts[a]!]! - cellOfSample.ids[firsts[b]!]! || a - b);
  const placeOfGroup = new Int32Array(groups.count);
  order.forEach((group, place) => {
    placeOfGroup[group] = place;
  });
  const cellOf = order.map((group) => cellOfSample.ids[firsts[group]!]!);
  const ends = new Int32Array(cellOfSample.count);
  cellOf.forEach((cell, place) => {
    ends[cell] = place + 1;
  });
  return {
    samples: order.map((group) => firsts[group]!),
    weights: Float64Array.from(order, (group) => weights[group]!),
    cellOf,
    ends,
    count: cellOfSample.count,
    placeOf: groups.ids.map((group) => placeOfGroup[group]!),
  };
}

/** The common refinement of a partition and a labelling, numbered by first appearance. */
function cross({ ids, count }: DistinctRows, labels: Int32Array): DistinctRows {
  const seen = new Map<number, number>();
  const crossed = ids.map((id, i) => {
    const key = labels[i]! * count + id;
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return known;
  });
  return { ids: crossed, count: seen.size };
}

/** The first sample and the number of samples of each group. */
function describe({ ids, count }: DistinctRows): { firsts: Int32Array; weights: Float64Array } {
  const firsts = new Int32Array(count).fill(-1);
  const weights = new Float64Array(count);
  ids.forEach((group, i) => {
    if (firsts[group]! < 0) firsts[group] = i;
    weights[group]!++;
  });
  return { firsts, weights };
}
