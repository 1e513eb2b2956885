import { createRandom } from '../../../core/random/random.js';
import { createCatalogue } from '../../../core/sample/catalogue.js';
import { habits } from '../../../core/sample/habits.js';

const random = createRandom(6);
const { products, draw } = createCatalogue(random);

test('every product has a code and a description of its own', () => {
  expect(products).toHaveLength(habits.catalogue.products);
  expect(new Set(products.map(({ stockCode }) => stockCode)).size).toBe(products.length);
  expect(new Set(products.map(({ description }) => description)).size).toBe(products.length);
  for (const { stockCode } of products) expect(stockCode).toMatch(/^2\d{4}[ABC]?$/);
});

test('some designs come in several finishes, some descriptions hold commas and quotes', () => {
  expect(products.some(({ stockCode }) => stockCode.endsWith('C'))).toBe(true);
  expect(products.some(({ description }) => /, .*\d"$/.test(description))).toBe(true);
});

test('prices end in .25, .49 or .95 and have the spread of a log-normal distribution', () => {
  for (const { pence } of products) expect([25, 49, 95]).toContain(pence % 100);
  const logs = products.map(({ pence }) => Math.log(pence));
  const mean = logs.reduce((sum, x) => sum + x) / logs.length;
  const moment = (k: number) => logs.reduce((sum, x) => sum + (x - mean) ** k, 0) / logs.length;
  expect(Math.sqrt(moment(2))).toBeGreaterThan(0.8);
  // On the raw scale the skewness is above 2; of the logarithms it is that of a symmetric distribution.
  expect(Math.abs(moment(3) / moment(2) ** 1.5)).toBeLessThan(0.5);
});

test("popularity follows Zipf's law", () => {
  const n = 200_000;
  const sold = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const { stockCode } = draw(random);
    sold.set(stockCode, (sold.get(stockCode) ?? 0) + 1);
  }
  const weights = products.map((_, rank) => (rank + 1) ** -habits.catalogue.zipfExponent);
  const total = weights.reduce((sum, weight) => sum + weight);
  const chiSquare = products.reduce((sum, { stockCode }, rank) => {
    const expected = (n * weights[rank]!) / total;
    return sum + ((sold.get(stockCode) ?? 0) - expected) ** 2 / expected;
  }, 0);
  // 399 degrees of freedom: 399 + 3.09 * √(2 * 399), the 99.9 % point by the normal approximation.
  expect(chiSquare).toBeLessThan(486);
});
