import { earlyShare } from '../experiment/always-valid.js';
import { detectableLift } from '../experiment/detectable-lift.js';
import { liftedArms } from '../experiment/lifted-arms.js';
import { decisiveMeasure, readTest } from '../experiment/read-test.js';
import { splitArms } from '../experiment/split-arms.js';
import { winsorise } from '../experiment/winsorise.js';
import { drawGamma } from '../random/draw-gamma.js';
import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random/random.js';

/** Customers whose money between two days is known: Float64Array (nCustomers), the first day inclusive, the last not. */
export type SpentBetween = (from: number, to: number) => Float64Array;

export interface SimulatedTests {
  /** Planned length, and how often somebody looks. */
  readonly days: number;
  readonly everyDays: number;
  /** Relative, on what everybody spends; `detectable`: the least lift that the plan says is found. */
  readonly lift: number | 'detectable';
  readonly winsorisedAt: number;
}

/** Shares of the tests, 0..1. */
export interface Simulated {
  /** Found an effect at any look, and before the planned end. */
  readonly found: number;
  readonly foundEarly: number;
  /** Whose interval at the planned end holds the truth, and all of whose intervals do. */
  readonly heldAtEnd: number;
  readonly heldAlways: number;
  /** Mean lift that was put in. */
  readonly lift: number;
}

const design = { holdoutShare: 0.5, significance: 0.05, power: 0.8 };

/**
 * Plays whole tests as the product holds them: planned on the decisive measure from two windows before, arms drawn within strata of what was spent before,
 * a campaign that multiplies what is spent from day 0 on, and somebody who looks again and again. The truth is what the
 * campaign would add to all of the customers, capped as the test caps.
 * @param shopOf a trial's customers; days before 0 are those before the campaign
 */
export function simulateTests(
  trials: number,
  shopOf: () => SpentBetween,
  { days, everyDays, winsorisedAt, lift: wanted }: SimulatedTests,
  random: Random,
): Simulated {
  const sums = { found: 0, foundEarly: 0, heldAtEnd: 0, heldAlways: 0, lift: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const spent = shopOf();
    const earlier = spent(-days, 0);
    const customers = earlier.length;
    const before = winsorise(spent(-2 * days, -days), winsorisedAt);
    const armsAt = (lift: number) => liftedArms(earlier, before, lift, winsorisedAt, design);
    const deviation = Math.sqrt(armsAt(0).holdout);
    const read = { ...design, customers, significance: (1 - earlyShare) * design.significance };
    const lift = wanted === 'detectable' ? (detectableLift(read, armsAt) ?? 1) : wanted;
    const order = Int32Array.from(earlier.keys()).sort((a, b) => earlier[b]! - earlier[a]! || a - b);
    const test = {
      isHeldOut: splitArms(customers, design.holdoutShare, random),
      strata: Int32Array.from(order, (_, place) => Math.floor(place / 10)),
      earlier: Float64Array.from(order, (i) => earlier[i]!),
    };
    let [isFound, isHeld] = [false, true];
    for (let day = everyDays; ; day += everyDays) {
      const end = Math.min(day, days);
      const isOver = end === days;
      const plain = spent(0, end);
      const revenue = Float64Array.from(order, (i, at) => plain[i]! * (test.isHeldOut[at] ? 1 : 1 + lift));
      const terms = {
        ...{ significance: design.significance, winsorisedAt, isOver },
        deviationOf: () => deviation,
      };
      const readings = readTest({ ...test, revenue }, terms)!;
      const { low, high } = readings.find(({ measure }) => measure === decisiveMeasure)!;
      const truth = lift === 0 ? 0 : truthOf(plain, lift, revenue, winsorisedAt);
      const holds = low <= truth && truth <= high;
      isHeld &&= holds;
      if (!isFound && (low > 0 || high < 0)) {
        isFound = true;
        sums.foundEarly += Number(!isOver);
      }
      if (!isOver) continue;
      sums.heldAtEnd += Number(holds);
      break;
    }
    sums.found += Number(isFound);
    sums.heldAlways += Number(isHeld);
    sums.lift += lift;
  }
  const shares = Object.entries(sums).map(([name, sum]) => [name, sum / trials]);
  return Object.fromEntries(shares);
}

/** What the campaign would add to everybody, on average. */
function truthOf(plain: Float64Array, lift: number, revenue: Float64Array, share: number): number {
  const cap = winsorise(revenue, share).reduce((most, value) => Math.max(most, value), 0);
  return (
    plain.reduce((sum, value) => sum + Math.min(cap, value * (1 + lift)) - Math.min(cap, value), 0) /
    plain.length
  );
}

/**
 * A shop of customers whose rates are gamma and whose usual money is log-normal, drawn anew at each call.
 * @param days before and after day 0
 * @param regularity days between orders by chance (1), or as regular as so many stages of chance
 */
export function drawSpenders(
  nCustomers: number,
  days: number,
  random: Random,
  { regularity = 1 }: { readonly regularity?: number } = {},
): SpentBetween {
  const orders: { customer: number; day: number; money: number }[] = [];
  for (let customer = 0; customer < nCustomers; customer++) {
    const rate = drawGamma(random, 1.5, 40);
    const usual = Math.exp(3.5 + 0.7 * drawNormal(random));
    const gap = () => drawGamma(random, regularity, regularity * rate);
    // Wherever in a gap the first day is.
    for (let day = -2 * days + gap() * random(); day < days; day += gap()) {
      orders.push({ customer, day, money: usual * Math.exp(0.5 * drawNormal(random)) });
    }
  }
  return (from, to) => {
    const spent = new Float64Array(nCustomers);
    for (const { customer, day, money } of orders) if (day >= from && day < to) spent[customer]! += money;
    return spent;
  };
}
