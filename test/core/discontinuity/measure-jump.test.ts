import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureJump, sidesOf } from '../../../core/discontinuity/measure-jump.js';
import { neighbourResiduals } from '../../../core/discontinuity/neighbour-residuals.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';

const folder = join(__dirname, '../../fixtures/discontinuity');

interface Expected {
  readonly conventional: number;
  readonly corrected: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly main: number;
  readonly bias: number;
  readonly nBelow: number;
  readonly nAbove: number;
}
interface Case {
  readonly name: string;
  readonly score: number[];
  readonly outcome: number[];
  readonly expected: Expected;
}
const known: { senate: Expected; cases: Case[] } = JSON.parse(
  readFileSync(join(folder, 'rdrobust.json'), 'utf8'),
);
const rows = readFileSync(join(folder, 'senate.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));
const senate = {
  score: Float64Array.from(rows, ([margin]) => margin!),
  outcome: Float64Array.from(rows, ([, vote]) => vote!),
};

function expectSame(score: Float64Array, outcome: Float64Array, expected: Expected): void {
  const { bandwidths, ...jump } = measureJump(score, outcome)!;
  const found: Record<string, number> = { ...jump, ...bandwidths };
  for (const [name, value] of Object.entries(expected)) {
    expect([name, Math.abs(found[name]! / value - 1) < 1e-8]).toEqual([name, true]);
  }
}

test('the Senate: 7.4141, bias-corrected 7.5065, bandwidth 17.7544, as published', () => {
  const jump = measureJump(senate.score, senate.outcome)!;
  expect(jump.conventional).toBeCloseTo(7.4141, 4);
  expect(jump.corrected).toBeCloseTo(7.5065, 4);
  expect(jump.bandwidths.main).toBeCloseTo(17.7544, 4);
  expect([jump.low, jump.high].map((end) => end.toFixed(3))).toEqual(['4.094', '10.919']);
  expectSame(senate.score, senate.outcome, known.senate);
});

test.each(known.cases.map((one) => [one.name, one] as const))('%s: as rdrobust has it', (_, one) =>
  expectSame(Float64Array.from(one.score), Float64Array.from(one.outcome), one.expected),
);

test('the unit of the score and of the outcome change nothing but the units, and the order of the rows nothing', () => {
  const jump = measureJump(senate.score, senate.outcome)!;
  const other = measureJump(
    senate.score.map((value) => value / 1000).reverse(),
    senate.outcome.map((value) => 3 * value + 7).reverse(),
  )!;
  expect(other.corrected / jump.corrected).toBeCloseTo(3, 8);
  expect(other.standardError / jump.standardError).toBeCloseTo(3, 8);
  expect(other.bandwidths.main / jump.bandwidths.main).toBeCloseTo(0.001, 10);
});

test('a step in straight lines is found to the digit', () => {
  const score = Float64Array.from({ length: 200 }, (_, i) => (i - 100) / 50 + 0.01);
  const noise = (i: number) => ((i * 7919) % 13) / 1e6;
  const jump = measureJump(
    score,
    score.map((x, i) => 4 + 2 * x + (x >= 0 ? 1.5 : 0) + noise(i)),
  )!;
  expect(jump.corrected).toBeCloseTo(1.5, 4);
});

test('a residual is the distance from the three nearest, more where several are as near', () => {
  // Of 10 at x = 0 the nearest are 1 at -1 and 2 at 1, then 3 and 5 at -2 and 2, both as near: all four.
  const side = { x: Float64Array.of(-2, -1, 0, 1, 2), y: Float64Array.of(3, 1, 10, 2, 5) };
  const [, , middle] = neighbourResiduals(side, { from: 0, to: 5 });
  expect(middle).toBeCloseTo(Math.sqrt(4 / 5) * (10 - 11 / 4), 12);
});

test.each([
  ['one side only', [1, 2, 3, 4], [1, 2, 3, 4]],
  ['too few different scores', [-1, -1, -1, -1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6, 7, 8]],
  ['nobody', [], []],
])('%s: it cannot be measured', (_, score, outcome) => {
  expect(measureJump(Float64Array.from(score), Float64Array.from(outcome))).toBeNull();
});

test('the door itself is inside', () => {
  const { left, right } = sidesOf(Float64Array.of(0, -1, 2), Float64Array.of(5, 6, 7));
  expect([...left.y, ...right.y]).toEqual([6, 5, 7]);
});

test('of simulated steps under a curve 95 % of the intervals hold the truth', () => {
  const random = createRandom(5);
  const trials = 300;
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    const score = Float64Array.from({ length: 500 }, () => 2 * random() - 1);
    const outcome = score.map((x) => 3 * x + 2 * x ** 2 + (x >= 0 ? 1 - x ** 3 : 0) + drawNormal(random));
    const jump = measureJump(score, outcome)!;
    held += Number(jump.low <= 1 && 1 <= jump.high);
  }
  // The bench has thousands; of 300 one standard error is 1.3 points.
  expect(held / trials).toBeGreaterThan(0.91);
  expect(held / trials).toBeLessThan(0.985);
});
