import { bytesOf } from './addresses';
import { squares, squaresOfGroup, sumOf } from './squares';

/**
 * Writes each point's squared distance to the nearest center once `candidate` is one too.
 * @param points f64 (3 × nGroups × nPoints), feature by feature, 0 where there are no more; nPoints is even
 * @param nearest f64 (nPoints): squared distances so far, 0 for a point that fills up
 * @param out f64 (nPoints), out
 * @returns their sum
 */
export function lowerDistances(
  points: usize,
  nPoints: i32,
  nGroups: i32,
  candidate: i32,
  nearest: usize,
  out: usize,
): f64 {
  const column = bytesOf(nPoints);
  const here = bytesOf(candidate);
  const ys = points + column;
  const zs = ys + column;
  const x = v128.load64_splat(points + here);
  const y = v128.load64_splat(ys + here);
  const z = v128.load64_splat(zs + here);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < column; at += 16) {
    let squared = squares(v128.load(points + at), v128.load(ys + at), v128.load(zs + at), x, y, z);
    for (let group = 1; group < nGroups; group++)
      squared = f64x2.add(squared, squaresOfGroup(points + <usize>(3 * group) * column, column, at, here));
    const least = f64x2.min(v128.load(nearest + at), squared);
    v128.store(out + at, least);
    sum = f64x2.add(sum, least);
  }
  return sumOf(sum);
}
