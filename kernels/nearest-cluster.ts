import { bytesOf, doubleAt } from './addresses';
import { squares, squaresOfGroup } from './squares';

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
  const column = bytesOf(stride);
  const here = bytesOf(own);
  const ys = centroids + column;
  const zs = ys + column;
  const x = v128.load64_splat(centroids + here);
  const y = v128.load64_splat(ys + here);
  const z = v128.load64_splat(zs + here);
  const size = doubleAt(sizes, own);
  let least = growth;
  // No cluster is smaller than one sample, so that none beyond this distance can be the nearest.
  let farthest = (least * (size + 1)) / size;
  for (let other = 0; other < nClusters; other += 2) {
    const at = bytesOf(other);
    let squared = squares(v128.load(centroids + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
    for (let group = 1; group < nGroups; group++)
      squared = f64x2.add(squared, squaresOfGroup(centroids + <usize>(3 * group) * column, column, at, here));
    if (!v128.any_true(f64x2.lt(squared, f64x2.splat(farthest)))) continue;
    for (let side = 0; side < 2; side++) {
      const distance = side === 0 ? f64x2.extract_lane(squared, 0) : f64x2.extract_lane(squared, 1);
      const candidate = other + side;
      if (distance >= farthest || candidate === own) continue;
      const theirs = doubleAt(sizes, candidate);
      const added = ((size * theirs) / (size + theirs)) * distance;
      if (added >= least) continue;
      least = added;
      farthest = (least * (size + 1)) / size;
      nearest = candidate;
    }
  }
  return nearest;
}
