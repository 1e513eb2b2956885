import { existsSync } from 'node:fs';
import { doorDensity } from '../core/discontinuity/door-density.js';
import { measureJump } from '../core/discontinuity/measure-jump.js';
import { winsorisedAt } from '../core/experiment/plan-test.js';
import type { OrderHistory } from '../core/promise/order-history.js';
import { spentWithin } from '../core/promise/order-history.js';
import { drawGamma } from '../core/random/draw-gamma.js';
import { drawNormal } from '../core/random/draw-normal.js';
import { createRandom, type Random } from '../core/random/random.js';
import { drawSpenders, type SpentBetween, simulateTests } from '../core/sample/simulate-tests.js';
import { cdnow, twoYears } from './real-orders.js';

const trials = 2000;
const days = 91;
const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

/** How often a test that is looked at again and again is wrong, and finds what it was planned for; how often a jump is. */
export async function benchReadings(): Promise<void> {
  benchJumps();
  await benchRealTests();
  benchSimulatedTests();
}

interface Looks {
  readonly everyDays: number;
  readonly lift: number | 'detectable';
}

function rowOf(name: string, shop: () => SpentBetween, looks: Looks, random: Random, many = trials) {
  const result = simulateTests(many, shop, { days, winsorisedAt, ...looks }, random);
  return {
    ...{ tests: name, trials: many, looks: Math.ceil(days / looks.everyDays), lift: percent(result.lift) },
    ...{ found: percent(result.found), 'of that early': percent(result.foundEarly) },
    ...{ 'held at the end': percent(result.heldAtEnd), 'held at all looks': percent(result.heldAlways) },
  };
}

function benchSimulatedTests(): void {
  const random = createRandom(1);
  const customers = 285;
  const byChance = () => drawSpenders(customers, days, random);
  const regular = () => drawSpenders(customers, days, random, { regularity: 5 });
  // Each as it comes: together they take minutes.
  console.table([rowOf('nothing, weekly', byChance, { everyDays: 7, lift: 0 }, random)]);
  console.table([rowOf('planned lift, weekly', byChance, { everyDays: 7, lift: 'detectable' }, random)]);
  console.table([rowOf('nothing, every third day', byChance, { everyDays: 3, lift: 0 }, random)]);
  console.table([
    rowOf('nothing, regular customers, every third day', regular, { everyDays: 3, lift: 0 }, random),
  ]);
  console.table([rowOf('a lift of 40 %, weekly', byChance, { everyDays: 7, lift: 0.4 }, random)]);
}

/** The best of real shops before a day, with arms drawn again and again that nobody used. */
async function benchRealTests(): Promise<void> {
  const random = createRandom(2);
  const rows: object[] = [];
  for (const [name, source] of [
    ['two-year file', twoYears],
    ['CDNOW', cdnow],
  ] as const) {
    if (!source.files.every(existsSync)) {
      console.log(`LEFT OUT: ${name}: ${source.files.join(' or ')} is not there`);
      continue;
    }
    const history = await source.read();
    const end = history.days.reduce((last, day) => Math.max(last, day), 0);
    for (const ago of [0, 91, 182]) {
      const spent = bestBefore(history, end - ago - days + 1, 285);
      rows.push(
        rowOf(`${name}, ending ${ago} days ago`, () => spent, { everyDays: 7, lift: 0 }, random, 500),
      );
    }
  }
  if (rows.length > 0) console.table(rows);
}

/** Those who had spent most by a day. */
function bestBefore(history: OrderHistory, start: number, count: number): SpentBetween {
  const everybody = Int32Array.from({ length: history.nCustomers }, (_, i) => i);
  const before = spentWithin(history, everybody, 0, start - 1);
  const best = everybody.sort((a, b) => before[b]! - before[a]! || a - b).slice(0, count);
  return (from, to) => spentWithin(history, best, start + from - 1, start + to - 1);
}

interface Door {
  readonly name: string;
  readonly score: (random: Random) => number;
  readonly outcome: (x: number, random: Random) => number;
  readonly step: number;
}

const lee = (x: number) =>
  x < 0
    ? 0.48 + 1.27 * x + 7.18 * x ** 2 + 20.21 * x ** 3 + 21.54 * x ** 4 + 7.33 * x ** 5
    : 0.52 + 0.84 * x - 3 * x ** 2 + 7.99 * x ** 3 - 9.01 * x ** 4 + 3.56 * x ** 5;

const doors: readonly Door[] = [
  {
    name: 'the curve of Lee (2008), step 0.04',
    score: (random) => {
      const [a, b] = [drawGamma(random, 2, 1), drawGamma(random, 4, 1)];
      return (2 * a) / (a + b) - 1;
    },
    outcome: (x, random) => lee(x) + 0.1295 * drawNormal(random),
    step: 0.04,
  },
  {
    name: 'money, 60 % bring nothing, no step',
    score: (random) => drawNormal(random) - 0.5,
    outcome: (x, random) => (random() < 0.6 ? 0 : Math.exp(3 + x + 0.8 * drawNormal(random))),
    step: 0,
  },
];

function benchJumps(): void {
  const random = createRandom(3);
  console.table(
    doors.flatMap(({ name, score, outcome, step }) =>
      [500, 2000].map((n) => {
        let [held, accused, told] = [0, 0, 0];
        for (let trial = 0; trial < trials; trial++) {
          const x = Float64Array.from({ length: n }, () => score(random));
          const jump = measureJump(
            x,
            x.map((value) => outcome(value, random)),
          );
          if (jump) {
            told++;
            held += Number(jump.low <= step && step <= jump.high);
          }
          accused += Number((doorDensity(x)?.pValue ?? 1) < 0.05);
        }
        return {
          ...{ door: name, customers: n, trials: told, 'interval holds the step': percent(held / told) },
          'sorting where there is none': percent(accused / trials),
        };
      }),
    ),
  );
}
