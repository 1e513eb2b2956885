import { minimize } from '../../../core/statistics/minimize.js';

/** Rosenbrock's valley: its lowest point, 0, is at (1, 1). */
function rosenbrock([x, y]: Float64Array, gradient: Float64Array): number {
  gradient[0] = -400 * x! * (y! - x! ** 2) - 2 * (1 - x!);
  gradient[1] = 200 * (y! - x! ** 2);
  return 100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2;
}

test('it finds the end of Rosenbrock’s valley', () => {
  const { point, value, converged, iterations } = minimize(rosenbrock, Float64Array.of(-1.2, 1));
  expect(converged).toBe(true);
  expect(point[0]).toBeCloseTo(1, 7);
  expect(point[1]).toBeCloseTo(1, 7);
  expect(value).toBeLessThan(1e-15);
  expect(iterations).toBeLessThan(60);
});

test('a function that falls forever comes to no end, and the search can be stopped', () => {
  const falling = ([x]: Float64Array, gradient: Float64Array) => {
    gradient[0] = -Math.exp(-x! / 100) / 100;
    return Math.exp(-x! / 100);
  };
  expect(minimize(falling, Float64Array.of(0), { maxIterations: 5 }).converged).toBe(false);
  const stopped = minimize(falling, Float64Array.of(0), { isLost: ([x]) => x! > 3 });
  expect(stopped).toMatchObject({ converged: false });
  expect(stopped.point[0]).toBeGreaterThan(3);
});

test('where the value no longer tells two points apart, the search is at its end', () => {
  // The slope is far above the tolerance, but cosh has no digit left for what a step would gain.
  const steep = ([x]: Float64Array, gradient: Float64Array) => {
    gradient[0] = 1e6 * Math.sinh(x! - 0.1);
    return 1e6 * (Math.cosh(x! - 0.1) - 1);
  };
  const { point, converged } = minimize(steep, Float64Array.of(1));
  expect(converged).toBe(true);
  expect(point[0]).toBeCloseTo(0.1, 8);
});

test('a start without a value is where it stays', () => {
  const nowhere = (_: Float64Array, gradient: Float64Array) => {
    gradient.fill(Number.NaN);
    return Number.POSITIVE_INFINITY;
  };
  expect(minimize(nowhere, Float64Array.of(3))).toMatchObject({ converged: false, iterations: 0 });
});
