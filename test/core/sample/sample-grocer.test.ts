import { createRandom } from '../../../core/random/random.js';
import { sampleGrocer } from '../../../core/sample/grocer/sample-grocer.js';
import { readSample } from './read-sample.js';

const textOf = (seed: number) => [...sampleGrocer({ random: createRandom(seed), customers: 150 })].join('');
const text = textOf(1);
const { lines } = readSample(text);

test('the same seed gives the same grocer, another another', () => {
  expect(textOf(1)).toBe(text);
  expect(textOf(2)).not.toBe(text);
});

test('invoices are in order of time, each of one customer who comes once a day', () => {
  const heads = new Map(lines.map((line) => [line.invoice, `${line.customer} ${line.date.slice(0, 10)}`]));
  expect(new Set(heads.values()).size).toBe(heads.size);
  const days = [...heads.values()].map((head) => head.split(' ')[1]!);
  expect(days).toEqual([...days].sort());
  expect(days.at(-1)! <= '2025-12-31').toBe(true);
});

test('products are bought again and again, and now and then for less than usual', () => {
  const days = new Map<string, Set<string>>();
  const prices = new Map<string, Set<number>>();
  for (const { customer, stockCode, date, price } of lines) {
    const key = `${customer} ${stockCode}`;
    days.set(key, (days.get(key) ?? new Set()).add(date.slice(0, 10)));
    prices.set(stockCode, (prices.get(stockCode) ?? new Set()).add(price));
  }
  const repeats = [...days.values()].filter((one) => one.size > 2).length;
  expect(repeats).toBeGreaterThan(1000);
  const offered = [...prices.values()].filter((one) => one.size === 2);
  expect(offered.length).toBeGreaterThan(50);
  for (const one of offered) expect(Math.min(...one) / Math.max(...one)).toBeCloseTo(0.75, 1);
});
