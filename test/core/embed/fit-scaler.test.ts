import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { scale } from '../../../core/embed/scale.js';
import { createRandom } from '../../../core/random/random.js';
import type { Scale } from '../../../core/rules/rules.js';
import { matrixOf } from '../metrics/reference.js';

/** One feature scaled in one way. */
function scaled(values: readonly number[], kind: Scale): number[] {
  const matrix = matrixOf(values.map((value) => [value]));
  return Array.from(scale(fitScaler(matrix, ['x'], { scales: { x: kind } }), matrix).data);
}

const kindOf = (values: readonly number[]) =>
  fitScaler(matrixOf(values.map((value) => [value])), ['x']).features[0]!.kind;

test('minMax maps the range to 0..1', () => {
  expect(scaled([2, 4, 10], 'minMax')).toEqual([0, 0.25, 1]);
});

test('standard has mean 0 and population standard deviation 1', () => {
  // Mean 3, deviations -2, 0, 2: standard deviation sqrt(8/3).
  const deviation = Math.sqrt(8 / 3);
  expect(scaled([1, 3, 5], 'standard')).toEqual([-2 / deviation, 0, 2 / deviation]);
});

test('robust has median 0 and interquartile range 1', () => {
  // Median 3, quartiles 2 and 4.
  expect(scaled([1, 2, 3, 4, 100], 'robust')).toEqual([-1, -0.5, 0, 0.5, 48.5]);
});

test('robust takes the standard deviation where more than half of the values are equal', () => {
  // Mean 2, squared deviations 4 * 4 and 64: standard deviation 4.
  expect(scaled([0, 0, 0, 0, 10], 'robust')).toEqual([0, 0, 0, 0, 2.5]);
});

test('logStandard takes the logarithm of either sign', () => {
  const e = Math.E - 1;
  // Logarithms -1, 0, 1: standard deviation sqrt(2/3).
  const [low, middle, high] = scaled([-e, 0, e], 'logStandard');
  expect(low).toBeCloseTo(-Math.sqrt(1.5), 14);
  expect(middle).toBe(0);
  expect(high).toBeCloseTo(Math.sqrt(1.5), 14);
});

test('auto takes the logarithm of a skewed feature that is never negative', () => {
  expect(kindOf([1, 2, 3, 4, 1000])).toBe('logStandard');
  expect(kindOf([1, 2, 3, 4, 5])).toBe('standard');
  expect(kindOf([-1, 2, 3, 4, 1000])).toBe('standard');
  expect(kindOf([-1000, 1, 2, 3, 4])).toBe('standard');
});

test('the rules override the scale of a feature by name', () => {
  const matrix = matrixOf([
    [1, 1],
    [2, 2],
    [1000, 1000],
  ]);
  const { features } = fitScaler(matrix, ['a', 'b'], { scales: { b: 'minMax', other: 'robust' } });
  expect(features.map(({ kind }) => kind)).toEqual(['standard', 'minMax']);
});

test.each(['minMax', 'robust', 'standard', 'logStandard', 'auto'] as const)(
  '%s scales a constant to 0',
  (kind) => {
    expect(scaled([7, 7, 7], kind)).toEqual([0, 0, 0]);
    expect(scaled([0, 0], kind)).toEqual([0, 0]);
  },
);

test('many equal values are a constant, though their mean is off by more than rounding of one', () => {
  for (const kind of ['standard', 'logStandard'] as const)
    expect(new Set(scaled(Array(4000).fill(9.99), kind))).toEqual(new Set([0]));
});

test('values that differ by rounding only are a constant', () => {
  expect(scaled([0.3, 0.1 + 0.2, 0.3], 'standard')).toEqual([0, 0, 0]);
});

test('an unknown value counts as the median of the known ones', () => {
  const matrix = matrixOf([[1], [2], [6], [Number.NaN]]);
  const scaler = fitScaler(matrix, ['gap'], { scales: { gap: 'minMax' } });
  expect(scaler.features[0]).toMatchObject({ median: 2, unknown: 1 });
  expect(Array.from(scale(scaler, matrix).data)).toEqual([0, 0.2, 1, 0.2]);
});

test('a feature unknown for everybody is an error with its name', () => {
  expect(() =>
    fitScaler(
      matrixOf([
        [1, Number.NaN],
        [2, Number.NaN],
      ]),
      ['a', 'gap'],
    ),
  ).toThrow(
    expect.objectContaining({
      name: 'UnusableFeature',
      message: 'the feature gap is unknown for all 2 customers',
    }),
  );
});

test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e101])(
  '%d is an error with the feature and the count',
  (value) => {
    const matrix = matrixOf([
      [1, 1],
      [2, value],
      [3, value],
    ]);
    expect(() => fitScaler(matrix, ['a', 'revenue'])).toThrow(
      expect.objectContaining({
        name: 'UnusableFeature',
        message: `the feature revenue is ${value} or the like for 2 customers`,
        place: { line: 2, column: 'revenue' },
      }),
    );
  },
);

test('one giant outlier leaves every value finite, in every scale', () => {
  for (const kind of ['minMax', 'robust', 'standard', 'logStandard', 'auto'] as const) {
    expect(scaled([1, 2, 3, 4, 1e100], kind).every(Number.isFinite)).toBe(true);
  }
});

test('a scaler read back from JSON scales new rows as the old one does', () => {
  const random = createRandom('scaler');
  const draw = () => matrixOf(Array.from({ length: 50 }, () => [random() ** 9 * 1e4, random() - 0.5]));
  const scaler = fitScaler(draw(), ['a', 'b']);
  const fresh = draw();
  expect(scale(JSON.parse(JSON.stringify(scaler)), fresh)).toEqual(scale(scaler, fresh));
});

test('one row is scaled by the fit, not by itself', () => {
  const scaler = fitScaler(matrixOf([[0], [10]]), ['a'], { scales: { a: 'minMax' } });
  expect(Array.from(scale(scaler, matrixOf([[5]])).data)).toEqual([0.5]);
});

test('a matrix of other columns is refused', () => {
  expect(() => fitScaler(matrixOf([[1, 2]]), ['a'])).toThrow(RangeError);
});
