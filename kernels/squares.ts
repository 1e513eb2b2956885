/** Sums of squared differences in three features, of two points from one or from two others. */
export function squares(x: v128, y: v128, z: v128, otherX: v128, otherY: v128, otherZ: v128): v128 {
  const dx = f64x2.sub(x, otherX);
  const dy = f64x2.sub(y, otherY);
  const dz = f64x2.sub(z, otherZ);
  return f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
}

/**
 * The same of two points side by side from one, in the three features of a group.
 * @param xs where the first of the three columns begins
 * @param column bytes of a column
 * @param at bytes from its beginning to the two points
 * @param other bytes from its beginning to the one
 */
export function squaresOfGroup(xs: usize, column: usize, at: usize, other: usize): v128 {
  const ys = xs + column;
  const zs = ys + column;
  return squares(
    v128.load(xs + at),
    v128.load(ys + at),
    v128.load(zs + at),
    v128.load64_splat(xs + other),
    v128.load64_splat(ys + other),
    v128.load64_splat(zs + other),
  );
}

/** Both values. */
export function sumOf(values: v128): f64 {
  return f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1);
}
