import type { Matrix } from '../../matrix/matrix.js';

const { max } = Math;

/** Edges that connect points, each with its length. */
export interface Edges {
  /** Int32Array (nEdges): one end of each. */
  readonly from: Int32Array;
  /** Int32Array (nEdges): the other end. */
  readonly to: Int32Array;
  /** Float64Array (nEdges), >= 0. */
  readonly lengths: Float64Array;
}

/**
 * The minimum spanning tree of points under mutual reachability: two points are as far apart as the
 * greatest of their distance and their two core distances. Prim's algorithm: O(n²) time, O(n) memory.
 * @param points Float64Array (nPoints × nFeatures), row-major
 * @param cores Float64Array (nPoints): core distances
 * @see Prim 1957; Campello, Moulavi, Sander 2013, Density-based clustering based on hierarchical density estimates, definition 4
 */
export function spanningTree(points: Matrix, cores: Float64Array): Edges {
  const nEdges = points.rows - 1;
  const edges = {
    from: new Int32Array(nEdges),
    to: new Int32Array(nEdges),
    lengths: new Float64Array(nEdges),
  };
  const outside = everyPoint(points, cores);
  let next = takeOut(outside, 0);
  for (let e = 0; e < nEdges; e++) {
    const slot = reachFrom(outside, next);
    edges.from[e] = outside.nearest[slot]!;
    edges.lengths[e] = Math.sqrt(outside.reach[slot]!);
    next = takeOut(outside, slot);
    edges.to[e] = next.id;
  }
  return edges;
}

/** The points that are not in the tree yet, side by side, so that a pass over them runs through memory once. */
interface Outside {
  count: number;
  readonly cols: number;
  readonly data: Float64Array;
  readonly ids: Int32Array;
  /** Squared core distances. */
  readonly cores: Float64Array;
  /** Squared mutual reachability to the nearest point of the tree. */
  readonly reach: Float64Array;
  /** That point. */
  readonly nearest: Int32Array;
}

interface Taken {
  readonly id: number;
  readonly point: Float64Array;
  readonly core: number;
}

function everyPoint({ data, rows, cols }: Matrix, cores: Float64Array): Outside {
  return {
    count: rows,
    cols,
    data: data.slice(),
    ids: Int32Array.from({ length: rows }, (_, i) => i),
    cores: cores.map((core) => core * core),
    reach: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
    nearest: new Int32Array(rows),
  };
}

/** Removes a point; the last one takes its slot. */
function takeOut(outside: Outside, slot: number): Taken {
  const { data, cols, ids, cores, reach, nearest } = outside;
  const taken = {
    id: ids[slot]!,
    point: data.slice(slot * cols, (slot + 1) * cols),
    core: cores[slot]!,
  };
  const last = --outside.count;
  data.copyWithin(slot * cols, last * cols, (last + 1) * cols);
  ids[slot] = ids[last]!;
  cores[slot] = cores[last]!;
  reach[slot] = reach[last]!;
  nearest[slot] = nearest[last]!;
  return taken;
}

/** Lets every point know of the newest one in the tree; returns the slot of the point nearest to the tree. */
function reachFrom({ count, cols, data, cores, reach, nearest }: Outside, newest: Taken): number {
  const { id, point, core } = newest;
  let best = 0;
  for (let slot = 0; slot < count; slot++) {
    const least = max(core, cores[slot]!);
    // Nothing is nearer than the core distances: most points need not be measured.
    if (least < reach[slot]!) {
      let away = 0;
      for (let j = 0, at = slot * cols; j < cols; j++, at++) {
        const difference = data[at]! - point[j]!;
        away += difference * difference;
      }
      const reached = max(away, least);
      if (reached < reach[slot]!) {
        reach[slot] = reached;
        nearest[slot] = id;
      }
    }
    if (reach[slot]! < reach[best]!) best = slot;
  }
  return best;
}
