import { planTest } from '../../../core/experiment/plan-test.js';
import { decisiveMeasure, readTest } from '../../../core/experiment/read-test.js';
import { splitArms } from '../../../core/experiment/split-arms.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import type { Random } from '../../../core/random/random.js';

export interface SimulatedTests {
  readonly customers: number;
  /** Planned length, and how often somebody looks. */
  readonly days: number;
  readonly everyDays: number;
  /** Relative, on what everybody spends; `detectable`: the least lift that the plan says is found. */
  readonly lift: number | 'detectable';
  readonly winsorisedAt: number;
  /** Days between a customer's orders: by chance, or as regular as k stages of chance. */
  readonly regularity?: number;
}

export interface Simulated {
  /** Share of tests that found an effect at any look. */
  readonly foundShare: number;
  /** Share whose interval at the planned end holds the truth; of all looks together. */
  readonly heldAtEnd: number;
  readonly heldAlways: number;
  /** Share that was decided before the planned end. */
  readonly early: number;
  /** Mean lift that was put in. */
  readonly lift: number;
}

const design = { holdoutShare: 0.5, significance: 0.05, power: 0.8 };

/**
 * Plays whole tests: customers who order at rates of their own and spend amounts of their own, arms drawn within strata
 * of what they had spent, a campaign that multiplies what is spent, and somebody who looks again and again. The plan is made
 * from two windows before, as the product makes it.
 */
export function simulateTests(trials: number, options: SimulatedTests, random: Random): Simulated {
  const { customers: n, days, everyDays, winsorisedAt } = options;
  let [found, atEnd, always, early, lifts] = [0, 0, 0, 0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const orders = drawOrders(n, 3 * days, options.regularity ?? 1, random);
    const windows = [0, 1, 2].map((window) => spentWithin(orders, n, window * days, (window + 1) * days));
    const plans = planTest(windows[1]!, windows[0]!, { ...design, customers: n }, 0.1);
    const plan = plans.find(({ measure }) => measure === decisiveMeasure)!;
    const lift = options.lift === 'detectable' ? (plan.detectableLift ?? 1) : options.lift;
    lifts += lift / trials;
    const order = Int32Array.from(windows[1]!.keys()).sort(
      (a, b) => windows[1]![b]! - windows[1]![a]! || a - b,
    );
    const isHeldOut = splitArms(n, design.holdoutShare, random);
    const strata = Int32Array.from({ length: n }, (_, place) => Math.floor(place / 10));
    const earlier = Float64Array.from(order, (i) => windows[1]![i]!);
    const truth = lift === 0 ? 0 : null;
    let [isFound, isHeld] = [false, true];
    for (let day = everyDays; ; day += everyDays) {
      const end = Math.min(day, days);
      const isOver = end === days;
      const spent = spentWithin(orders, n, 2 * days, 2 * days + end);
      const revenue = Float64Array.from(order, (i, place) => spent[i]! * (isHeldOut[place] ? 1 : 1 + lift));
      const readings = readTest(
        { isHeldOut, strata, revenue, earlier },
        {
          significance: design.significance,
          ...{ winsorisedAt, isOver },
          deviationOf: (measure) => plans.find((one) => one.measure === measure)!.deviation,
        },
      )!;
      const { low, high } = readings.find(({ measure }) => measure === decisiveMeasure)!;
      isHeld &&= truth === null || (low <= truth && truth <= high);
      if ((low > 0 || high < 0) && !isFound) {
        isFound = true;
        early += Number(!isOver) / trials;
      }
      if (isOver) {
        atEnd += Number(truth === null || (low <= truth && truth <= high)) / trials;
        break;
      }
    }
    found += Number(isFound) / trials;
    always += Number(isHeld) / trials;
  }
  return { foundShare: found, heldAtEnd: atEnd, heldAlways: always, early, lift: lifts };
}

interface Orders {
  readonly customer: number[];
  readonly day: number[];
  readonly money: number[];
}

/** Orders of customers whose rates are gamma and whose usual money is log-normal. */
function drawOrders(n: number, days: number, regularity: number, random: Random): Orders {
  const orders: Orders = { customer: [], day: [], money: [] };
  for (let i = 0; i < n; i++) {
    const rate = drawGamma(random, 1.5, 40);
    const usual = Math.exp(3.5 + 0.7 * drawNormal(random));
    const gap = () => drawGamma(random, regularity, regularity * rate);
    // Wherever in a gap the first day is.
    for (let day = gap() * random(); day < days; day += gap()) {
      orders.customer.push(i);
      orders.day.push(day);
      orders.money.push(usual * Math.exp(0.5 * drawNormal(random)));
    }
  }
  return orders;
}

function spentWithin({ customer, day, money }: Orders, n: number, from: number, to: number): Float64Array {
  const spent = new Float64Array(n);
  for (let i = 0; i < day.length; i++) if (day[i]! >= from && day[i]! < to) spent[customer[i]!]! += money[i]!;
  return spent;
}
