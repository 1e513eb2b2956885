/** The wished nearness of two points at distance d of the map: 1 / (1 + a d^(2b)). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

/** The range and number of the points the curve is fitted to, as in umap-learn: 0..3 spread. */
const range = 3;
const nPoints = 300;
const maxIterations = 100;

/**
 * Fits the curve to 1 up to `minDist`, then exp(-(d - minDist) / spread), by least squares (Levenberg-Marquardt).
 * @see McInnes, Healy, Melville 2018, UMAP, definition 11
 */
export function fitCurve({ minDist, spread = 1 }: { minDist: number; spread?: number }): Curve {
  let best = { a: 1, b: 1 };
  let error = squaredError(best, minDist, spread);
  let damping = 1e-3;
  for (let iteration = 0; iteration < maxIterations && damping < 1e12; iteration++) {
    const next = step(best, minDist, spread, damping);
    const nextError =
      next.a > 0 && next.b > 0 ? squaredError(next, minDist, spread) : Number.POSITIVE_INFINITY;
    if (nextError < error) {
      best = next;
      error = nextError;
      damping /= 10;
    } else {
      damping *= 10;
    }
  }
  return best;
}

const distanceOf = (point: number, spread: number) => (range * spread * point) / (nPoints - 1);
const wished = (d: number, minDist: number, spread: number) =>
  d < minDist ? 1 : Math.exp((minDist - d) / spread);
const nearness = ({ a, b }: Curve, d: number) => 1 / (1 + a * d ** (2 * b));

function squaredError(curve: Curve, minDist: number, spread: number): number {
  let sum = 0;
  for (let point = 0; point < nPoints; point++) {
    const d = distanceOf(point, spread);
    sum += (nearness(curve, d) - wished(d, minDist, spread)) ** 2;
  }
  return sum;
}

/** Solves the damped normal equations for the change of a and b. */
function step(curve: Curve, minDist: number, spread: number, damping: number): Curve {
  let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
  for (let point = 1; point < nPoints; point++) {
    const d = distanceOf(point, spread);
    const near = nearness(curve, d);
    const residual = wished(d, minDist, spread) - near;
    const slopeA = -(near ** 2) * d ** (2 * curve.b);
    const slopeB = slopeA * 2 * curve.a * Math.log(d);
    aa += slopeA * slopeA;
    ab += slopeA * slopeB;
    bb += slopeB * slopeB;
    ra += slopeA * residual;
    rb += slopeB * residual;
  }
  aa *= 1 + damping;
  bb *= 1 + damping;
  const determinant = aa * bb - ab * ab;
  return {
    a: curve.a + (bb * ra - ab * rb) / determinant,
    b: curve.b + (aa * rb - ab * ra) / determinant,
  };
}
