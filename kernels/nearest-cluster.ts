import { squares } from './squares';

/**
 * The cluster whose union with `own` adds least to the sum of squares.
 * @param centroids f64 (3 × nGroups × stride), feature by feature, infinite for a cluster that is gone
 * @param stride clusters there is room for, an even number; what is beyond nClusters is gone
 * @param sizes f64 (nClusters): samples of each
 * @param nearest the one to beat, or -1
 * @param growth what it adds
 */
export function nearestCluster(
  centroids: usize,
  stride: i32,
  nGroups: i32,
  sizes: usize,
  nClusters: i32,
  own: i32,
  nearest: i32,
  growth: f64,
): i32 {
  const column = (<usize>stride) << 3;
  const here = centroids + ((<usize>own) << 3);
  const ys = centroids + column;
  const zs = ys + column;
  const x = v128.load64_splat(here);
  const y = v128.load64_splat(here + column);
  const z = v128.load64_splat(here + 2 * column);
  const size = load<f64>(sizes + ((<usize>own) << 3));
  let least = growth;
  // No cluster is smaller than one sample, so that none beyond this distance can be the nearest.
  let farthest = (least * (size + 1)) / size;
  for (let other = 0; other < nClusters; other += 2) {
    const at = (<usize>other) << 3;
    let squared = squares(v128.load(centroids + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
    for (let group = 1; group < nGroups; group++) {
      const to = <usize>(3 * group) * column;
      squared = f64x2.add(
        squared,
        squares(
          v128.load(centroids + to + at),
          v128.load(ys + to + at),
          v128.load(zs + to + at),
          v128.load64_splat(here + to),
          v128.load64_splat(here + to + column),
          v128.load64_splat(here + to + 2 * column),
        ),
      );
    }
    if (!v128.any_true(f64x2.lt(squared, f64x2.splat(farthest)))) continue;
    for (let side = 0; side < 2; side++) {
      const distance = side === 0 ? f64x2.extract_lane(squared, 0) : f64x2.extract_lane(squared, 1);
      const candidate = other + side;
      if (distance >= farthest || candidate === own) continue;
      const theirs = load<f64>(sizes + ((<usize>candidate) << 3));
      const added = ((size * theirs) / (size + theirs)) * distance;
      if (added >= least) continue;
      least = added;
      farthest = (least * (size + 1)) / size;
      nearest = candidate;
    }
  }
  return nearest;
}
