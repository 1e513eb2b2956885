import { capturedBy, dialSizes, sizeDial } from '../../../core/guarantee/size-dial.js';
import { createRandom } from '../../../core/random/random.js';

test('the dial stops at its shares and at the elected size, each once', () => {
  expect(dialSizes(1000, 66)).toEqual([10, 20, 30, 50, 66, 75, 100, 150, 200, 250, 300, 400, 500]);
  expect(dialSizes(10, 1)).toEqual([1, 2, 3, 4, 5]);
});

test('what a size captures is its part of the sum, others included', () => {
  const order = Int32Array.of(2, 0, 1);
  expect(capturedBy(order, Float64Array.of(3, 1, 6), [1, 2, 3])).toEqual([0.6, 0.9, 1]);
  expect(capturedBy(order, Float64Array.of(3, 1, 6), [1, 2], 20)).toEqual([0.3, 0.45]);
});

test('a customer of many orders is surer of a place than one of a single order', () => {
  // Two customers spend 100 each, in 100 orders and in one; 98 others spend 1.
  const customer = Int32Array.from([
    ...Array.from({ length: 100 }, () => 0),
    1,
    ...Array.from({ length: 98 }, (_, i) => 2 + i),
  ]);
  const money = Float64Array.from([
    ...Array.from({ length: 100 }, () => 1),
    100,
    ...Array.from({ length: 98 }, () => 1),
  ]);
  const revenue = new Float64Array(100);
  customer.forEach((i, at) => {
    revenue[i]! += money[at]!;
  });
  const [one, two] = sizeDial(revenue, [1, 2], 2, { customer, money }, 2000, createRandom(1));
  expect(two).toMatchObject({ customers: 2, share: 0.02, isElected: true });
  expect(two!.revenueShare).toBeCloseTo(200 / 298, 12);
  // The single order is in none of a share 1 / e of the resamples; where it is not, others tie for its place.
  expect(two!.stability).toBeCloseTo(1 - Math.exp(-1) / 2, 1);
  // The first is first when the other's order comes at most once: 2 / e, less what ties and chance take.
  expect(one!.isElected).toBe(false);
  expect(one!.stability).toBeGreaterThan(0.4);
  expect(one!.stability).toBeLessThan(2 / Math.E);
});
