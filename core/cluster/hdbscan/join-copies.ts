import type { Edges } from './spanning-tree.js';

/**
 * Turns a spanning tree of distinct points into one of all samples: a copy is a core distance away from
 * the first of its kind, and nothing is nearer to it under mutual reachability.
 * @param ids Int32Array (nSamples): the distinct point of each sample
 * @param cores Float64Array (nDistinct): core distances
 */
export function joinCopies(distinct: Edges, ids: Int32Array, cores: Float64Array): Edges {
  const nEdges = ids.length - 1;
  const edges = {
    from: new Int32Array(nEdges),
    to: new Int32Array(nEdges),
    lengths: new Float64Array(nEdges),
  };
  const firsts = new Int32Array(cores.length).fill(-1);
  let at = 0;
  ids.forEach((id, i) => {
    if (firsts[id]! < 0) {
      firsts[id] = i;
      return;
    }
    edges.from[at] = firsts[id]!;
    edges.to[at] = i;
    edges.lengths[at++] = cores[id]!;
  });
  edges.lengths.set(distinct.lengths, at);
  edges.from.set(
    distinct.from.map((id) => firsts[id]!),
    at,
  );
  edges.to.set(
    distinct.to.map((id) => firsts[id]!),
    at,
  );
  return edges;
}
