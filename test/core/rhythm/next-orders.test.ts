import { type OrderDays, orderDays } from '../../../core/forecast/order-days.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { gapsAt, lastTwoGaps } from '../../../core/rhythm/gap-histories.js';
import { measureNextOrders } from '../../../core/rhythm/measure-next-orders.js';
import { nextOrders } from '../../../core/rhythm/next-orders.js';
import { regularCustomers } from '../../../core/rhythm/regular-customers.js';
import { timingModel } from '../../../core/rhythm/timing-model.js';

/** Customers whose gaps are gamma(k) around a mean of their own and who leave at an even risk after each order. */
function drawnShop(nCustomers: number, days: number, k: number, seed: number, leaving = 0.03): OrderDays {
  const random = createRandom(seed);
  const rows: [number, number][] = [];
  for (let customer = 0; customer < nCustomers; customer++) {
    const mean = 10 + 50 * random();
    for (let time = days * random() * 0.7; time < days; time += Math.max(1, drawGamma(random, k, k / mean))) {
      rows.push([customer, Math.floor(time)]);
      if (random() < leaving) break;
    }
  }
  return orderDays(nCustomers, {
    customer: Float64Array.from(rows, ([customer]) => customer),
    day: Float64Array.from(rows, ([, day]) => day),
    value: Float64Array.from(rows, () => 1),
  });
}

test('known gaps are the logarithms of days, and the last two of whoever has two', () => {
  // Customer 0 orders on days 0, 2 and 10; customer 1 on day 5 only.
  const orders = orderDays(2, {
    customer: Float64Array.of(0, 0, 0, 1),
    day: Float64Array.of(0, 2, 10, 5),
    value: Float64Array.of(1, 1, 1, 1),
  });
  const known = gapsAt(orders, 12);
  expect(known.logGaps[0]).toBeCloseTo(Math.log(2) + Math.log(8), 12);
  expect(known.logGaps[1]).toBe(0);
  expect([...lastTwoGaps(orders, known)]).toEqual([[2, 8]]);
  // As of day 9 the third order is not known.
  expect([...lastTwoGaps(orders, gapsAt(orders, 9))]).toEqual([]);
});

test('a shop of regular customers is told from one of chance, by likelihood', () => {
  expect(timingModel(gapsAt(drawnShop(700, 500, 4, 1), 500))).toMatchObject({ name: 'MBG/CNBD-k', k: 4 });
  expect(timingModel(gapsAt(drawnShop(700, 500, 1, 1), 500))!.k).toBe(1);
  expect(timingModel(gapsAt(drawnShop(40, 9, 4, 1), 3))).toBeUndefined();
});

test('an interval of 80 % holds four fifths of what comes after it was given', () => {
  const shares = [1, 3].map((k) => {
    const measured = measureNextOrders(drawnShop(1000, 700, k, 11, 0.01), 450, 250, 0.8)!;
    expect(measured.early + measured.within + measured.late).toBe(measured.dates);
    expect(measured.dates).toBeGreaterThan(400);
    return measured.within / measured.dates;
  });
  for (const share of shares) {
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.88);
  }
});

test('dates lie in order, after today, and whoever has left has none', () => {
  const known = gapsAt(drawnShop(800, 400, 3, 5), 400);
  const next = nextOrders(known, timingModel(known)!, 0.8);
  expect(next.rows.length).toBeGreaterThan(100);
  expect(next.rows.length).toBeLessThan(known.x.length);
  next.rows.forEach((_, i) => {
    expect(next.low[i]!).toBeGreaterThanOrEqual(-1e-6);
    expect(next.low[i]!).toBeLessThan(next.middle[i]!);
    expect(next.middle[i]!).toBeLessThan(next.high[i]!);
    expect(next.alive[i]!).toBeGreaterThanOrEqual(0.5);
  });
});

test('customers like clockwork are found, and hardly anybody of a shop of chance', () => {
  const chance = gapsAt(drawnShop(1500, 600, 1, 8, 0), 600);
  const clocks = gapsAt(drawnShop(300, 600, 30, 9, 0), 600);
  const found = regularCustomers(clocks);
  const enough = clocks.x.filter((x) => x >= 5).length;
  expect(found.rows.length).toBeGreaterThan(0.9 * enough);
  found.rows.forEach((row, i) => {
    expect(found.gapDays[i]).toBeCloseTo(clocks.tx[row]! / clocks.x[row]!, 12);
    expect(found.k[i]!).toBeGreaterThan(4);
  });
  expect(regularCustomers(chance).rows.length).toBeLessThan(3);
});
