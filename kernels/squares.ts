/** Sums of squared differences in three features, of two points from one or from two others. */
export function squares(x: v128, y: v128, z: v128, otherX: v128, otherY: v128, otherZ: v128): v128 {
  const dx = f64x2.sub(x, otherX);
  const dy = f64x2.sub(y, otherY);
  const dz = f64x2.sub(z, otherZ);
  return f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
}
