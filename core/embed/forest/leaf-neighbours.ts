import type { Neighbours } from '../../neighbours/nearest-neighbours.js';
import type { Leaves } from './leaves-of.js';

/**
 * The nearest neighbours of each row by Hamming distance: the share of trees in which two rows fall to different
 * leaves. Exact: the rows of a row's own leaves are counted, all others share nothing with it and are no neighbours.
 * Takes time in proportion to the pairs of rows in one leaf. Of equally far ones the first come first.
 */
export function leafNeighbours(leaves: Leaves, k: number): Neighbours {
  return search(leaves, leaves, Math.min(k, leaves.ids.length / leaves.nTrees - 1), (i) => i);
}

/** The same for rows that are not among the known ones. */
export function leafNeighboursAmong(known: Leaves, rows: Leaves, k: number): Neighbours {
  return search(known, rows, Math.min(k, known.ids.length / known.nTrees), () => -1);
}

/** @param skipped the known row that is no neighbour of row i: itself, or -1 for none */
function search(known: Leaves, rows: Leaves, k: number, skipped: (i: number) => number): Neighbours {
  const { nTrees } = rows;
  const nKnown = known.ids.length / nTrees;
  const nRows = rows.ids.length / nTrees;
  const members = membersOf(known);
  const samples = new Int32Array(nRows * k);
  const distances = new Float64Array(samples.length).fill(Number.POSITIVE_INFINITY);
  const shared = new Int32Array(nKnown);
  const touched = new Int32Array(nKnown);
  for (let i = 0; i < nRows; i++) {
    let nTouched = 0;
    for (let at = i * nTrees; at < (i + 1) * nTrees; at++) {
      const leaf = rows.ids[at]!;
      for (let place = members.starts[leaf]!; place < members.starts[leaf + 1]!; place++) {
        const row = members.rows[place]!;
        if (shared[row]!++ === 0) touched[nTouched++] = row;
      }
    }
    const own = skipped(i);
    if (own >= 0) shared[own] = 0;
    const nearest = mostShared(touched.subarray(0, nTouched), shared, nTrees, k);
    nearest.forEach((row, j) => {
      samples[i * k + j] = row;
      distances[i * k + j] = 1 - shared[row]! / nTrees;
    });
    for (let t = 0; t < nTouched; t++) shared[touched[t]!] = 0;
  }
  return { k, samples, distances };
}

/** Up to `count` of the rows that share something, most first, equal ones in rising order. */
function mostShared(touched: Int32Array, shared: Int32Array, nTrees: number, count: number): Int32Array {
  // Rows that share as much follow one another in `starts`: a counting sort by what they share.
  const starts = new Int32Array(nTrees + 2);
  for (const row of touched) starts[nTrees - shared[row]! + 1]!++;
  for (let s = 0; s <= nTrees; s++) starts[s + 1]! += starts[s]!;
  const nSharing = starts[nTrees]!;
  const next = starts.slice();
  const sorted = new Int32Array(touched.length);
  for (const row of touched) sorted[next[nTrees - shared[row]!]!++] = row;
  const kept = Math.min(count, nSharing);
  for (let s = 0; s < nTrees && starts[s]! < kept; s++) sorted.subarray(starts[s]!, starts[s + 1]!).sort();
  return sorted.subarray(0, kept);
}

/** The known rows in each leaf, one leaf after the other. */
interface Members {
  /** Int32Array (nNodes + 1), longer than needed by those that no row falls to. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

function membersOf({ ids, nTrees }: Leaves): Members {
  const starts = new Int32Array(ids.reduce((a, b) => Math.max(a, b), 0) + 2);
  for (const leaf of ids) starts[leaf + 1]!++;
  for (let leaf = 1; leaf < starts.length; leaf++) starts[leaf]! += starts[leaf - 1]!;
  const next = starts.slice();
  const rows = new Int32Array(ids.length);
  ids.forEach((leaf, at) => {
    rows[next[leaf]!++] = Math.floor(at / nTrees);
  });
  return { starts, rows };
}
