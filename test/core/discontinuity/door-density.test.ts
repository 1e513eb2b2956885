import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorDensity } from '../../../core/discontinuity/door-density.js';
import { placeboDoors } from '../../../core/discontinuity/placebo-doors.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { holm } from '../../../core/statistics/holm.js';

const margins = Float64Array.from(
  readFileSync(join(__dirname, '../../fixtures/discontinuity/senate.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1),
  (line) => Number(line.split(',')[0]),
);

test('nobody sorts themselves over the door of the Senate, as rddensity 3.0 says too (p = 0.447)', () => {
  expect(doorDensity(margins)!.pValue).toBeGreaterThan(0.1);
});

test('the density at the door of a normal distribution is 0.4 on both sides', () => {
  const random = createRandom(3);
  const { below, above } = doorDensity(Float64Array.from({ length: 20_000 }, () => drawNormal(random)))!;
  expect(below).toBeCloseTo(0.399, 1);
  expect(above).toBeCloseTo(0.399, 1);
});

test('of those who do not sort themselves 5 in 100 are accused; who has pushed a tenth over the door is caught', () => {
  const random = createRandom(9);
  const trials = 300;
  let [accused, caught] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const score = Float64Array.from({ length: 1500 }, () => drawNormal(random));
    accused += Number(doorDensity(score)!.pValue < 0.05);
    const pushed = score.map((value) => (value < 0 && value > -0.2 && random() < 0.6 ? -value : value));
    caught += Number(doorDensity(pushed)!.pValue < 0.05);
  }
  expect(accused / trials).toBeLessThan(0.1);
  expect(caught / trials).toBeGreaterThan(0.9);
});

test('too few for a histogram: nothing is said', () => {
  expect(doorDensity(Float64Array.of(-1, 1, 2))).toBeNull();
  expect(doorDensity(Float64Array.of())).toBeNull();
});

test('placebo doors stand on either side, each among the customers there', () => {
  const random = createRandom(1);
  const score = Float64Array.from({ length: 800 }, () => drawNormal(random));
  const outcome = score.map((x) => x + (x >= 0 ? 100 : 0) + drawNormal(random) / 10);
  const doors = placeboDoors(score, outcome);
  expect(doors.map(({ at }) => Math.sign(at))).toEqual([-1, -1, 1, 1]);
  // The step of 100 at the true door is seen from none of them.
  for (const { jump } of doors) expect(Math.abs(jump.corrected)).toBeLessThan(1);
});

test('Holm: 0.01, 0.04 and 0.03 are 0.03, 0.06 and 0.06', () => {
  expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
