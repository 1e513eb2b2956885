import { squares } from './squares';

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
  const column = (<usize>nPoints) << 3;
  const here = points + ((<usize>candidate) << 3);
  const x = v128.load64_splat(here);
  const y = v128.load64_splat(here + column);
  const z = v128.load64_splat(here + 2 * column);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < column; at += 16) {
    const xs = points + at;
    let squared = squares(v128.load(xs), v128.load(xs + column), v128.load(xs + 2 * column), x, y, z);
    for (let group = 1; group < nGroups; group++) {
      const to = <usize>(3 * group) * column;
      squared = f64x2.add(
        squared,
        squares(
          v128.load(xs + to),
          v128.load(xs + to + column),
          v128.load(xs + to + 2 * column),
          v128.load64_splat(here + to),
          v128.load64_splat(here + to + column),
          v128.load64_splat(here + to + 2 * column),
        ),
      );
    }
    const least = f64x2.min(v128.load(nearest + at), squared);
    v128.store(out + at, least);
    sum = f64x2.add(sum, least);
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
