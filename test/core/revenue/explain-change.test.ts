import { createRandom, type Random } from '../../../core/random/random.js';
import { apportion } from '../../../core/revenue/apportion.js';
import { addChanges, type Compared, explainChange } from '../../../core/revenue/explain-change.js';
import { logMean } from '../../../core/revenue/log-mean.js';

const sales = (customers: number, orders: number, cents: number) => ({ customers, orders, cents });
const swapped = ({ before, now }: Compared): Compared => ({ before: now, now: before });

test('one group: 100 customers with one order of 1.00 each become 200 with two orders of 1.00: by hand', () => {
  // L(400, 100) = 300 / ln 4 = 216.40; customers and frequency are ln 2 each: 150.00, value ln 1 = 0. In cents, times 100.
  const [change] = explainChange([{ before: sales(100, 100, 10_000), now: sales(200, 400, 40_000) }]);
  expect(change).toEqual({ change: 30_000, customers: 15_000, mix: 0, frequency: 15_000, value: 0 });
});

test('a shift to the segment that spends more is mix, and nothing else', () => {
  const groups = [
    { before: sales(50, 50, 50_000), now: sales(75, 75, 75_000) },
    { before: sales(50, 50, 5000), now: sales(25, 25, 2500) },
  ];
  const total = addChanges(explainChange(groups));
  expect(total).toMatchObject({ change: 22_500, customers: 0, mix: 22_500, frequency: 0, value: 0 });
});

test('a group that was not there before has come: all of it is mix', () => {
  const groups = [
    { before: sales(10, 10, 1000), now: sales(10, 10, 1000) },
    { before: sales(0, 0, 0), now: sales(5, 6, 700) },
  ];
  expect(explainChange(groups)[1]).toEqual({ change: 700, customers: 0, mix: 700, frequency: 0, value: 0 });
});

/** Groups as they may come: empty, tiny, huge, with goods for nothing. */
function drawGroup(random: Random): Compared {
  const drawSales = () => {
    const customers = random() < 0.15 ? 0 : Math.ceil(10 ** (4 * random()));
    const orders = customers === 0 ? 0 : customers + Math.floor(random() * 3 * customers);
    const cents = customers === 0 || random() < 0.05 ? 0 : Math.floor(10 ** (10 * random()));
    return sales(customers, orders, cents);
  };
  return { before: drawSales(), now: drawSales() };
}

test('whatever the groups, every part is whole cents and all of them add up to the cent', () => {
  const random = createRandom(4);
  for (let trial = 0; trial < 3000; trial++) {
    const groups = Array.from({ length: 1 + Math.floor(random() * 8) }, () => drawGroup(random));
    const changes = explainChange(groups);
    changes.forEach(({ change, customers, mix, frequency, value }, i) => {
      expect(change).toBe(groups[i]!.now.cents - groups[i]!.before.cents);
      expect(customers + mix + frequency + value).toBe(change);
      expect([customers, mix, frequency, value].every(Number.isInteger)).toBe(true);
    });
    const whole = addChanges(changes);
    expect(whole.customers + whole.mix + whole.frequency + whole.value).toBe(whole.change);
  }
});

test('backwards the parts are the same with the other sign, but for a cent of rounding', () => {
  const random = createRandom(5);
  for (let trial = 0; trial < 300; trial++) {
    const groups = Array.from({ length: 4 }, () => drawGroup(random));
    const [there, back] = [explainChange(groups), explainChange(groups.map(swapped))];
    there.forEach((change, i) => {
      for (const part of ['customers', 'mix', 'frequency', 'value'] as const) {
        expect(Math.abs(change[part] + back[i]![part])).toBeLessThanOrEqual(2);
      }
    });
  }
});

test('to deal out: the largest remainders get one more, and debts are dealt out as well', () => {
  expect(apportion([0.5, 0.5, 1], 2)).toEqual([1, 0, 1]);
  expect(apportion([-0.4, -0.4, -0.2], -1)).toEqual([0, -1, 0]);
  expect(apportion([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([1, 0, 0]);
  expect(apportion([], 0)).toEqual([]);
  expect(apportion([1, 1], 5)).toEqual([3, 2]);
});

test('the logarithmic mean lies between the geometric and the arithmetic, and meets both where they are one', () => {
  expect(logMean(Math.E, 1)).toBeCloseTo(Math.E - 1, 12);
  expect(logMean(7, 7)).toBe(7);
  expect(logMean(0, 5)).toBe(0);
  for (const [a, b] of [
    [1, 9],
    [1000, 1000.001],
    [3, 2.9999],
    [1e-6, 1e6],
  ] as const) {
    const mean = logMean(a, b);
    expect(mean).toBeCloseTo(logMean(b, a), 6);
    expect(mean).toBeGreaterThanOrEqual(Math.sqrt(a * b) * (1 - 1e-12));
    expect(mean).toBeLessThanOrEqual(((a + b) / 2) * (1 + 1e-12));
  }
});
