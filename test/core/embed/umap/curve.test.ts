import { type Curve, fitCurve } from '../../../../core/embed/umap/fit-curve.js';
import { forceCell, forceTable } from '../../../../core/embed/umap/force-table.js';

test.each([
  // The values that umap-learn finds.
  [0.1, 1, 1.577, 0.8951],
  [0, 1, 1.933, 0.7905],
  [0.5, 1, 0.583, 1.334],
])('minDist %d, spread %d: a %d, b %d', (minDist, spread, a, b) => {
  const curve = fitCurve({ minDist, spread });
  expect(curve.a).toBeCloseTo(a, 3);
  expect(curve.b).toBeCloseTo(b, 3);
});

const nearness = ({ a, b }: Curve, d: number) => 1 / (1 + a * d ** (2 * b));
const slope = (f: (d: number) => number, d: number) => (f(d * (1 + 1e-6)) - f(d * (1 - 1e-6))) / (2e-6 * d);

test.each([0, 0.1])(
  'the forces are the gradients of the cross entropy (minDist %d) up to a length of 4, off by less than 0.4 %',
  (minDist) => {
    const curve = fitCurve({ minDist });
    const { attraction, repulsion } = forceTable(curve);
    for (let d = 1e-3; d < 1e3; d *= 1.013) {
      const cell = forceCell(d * d);
      const pull = slope((x) => Math.log(nearness(curve, x)), d);
      expect(Math.abs((attraction[cell]! * d) / pull - 1)).toBeLessThan(4e-3);
      // Softened by .001 near 0.
      const push = slope((x) => Math.log(1 - nearness(curve, x)), d) * ((d * d) / (1e-3 + d * d));
      expect(Math.abs((repulsion[cell]! * d) / Math.min(4, push) - 1)).toBeLessThan(4e-3);
    }
  },
);

test.each([0, Number.MIN_VALUE, 1e30, 1e38, 1e300])(
  'a squared distance of %d has finite forces',
  (square) => {
    const { attraction, repulsion } = forceTable(fitCurve({ minDist: 0 }));
    expect(Number.isFinite(attraction[forceCell(square)])).toBe(true);
    expect(Number.isFinite(repulsion[forceCell(square)])).toBe(true);
  },
);
