import { expectWithin } from '../../../core/forecast/expect-within.js';
import { lookAhead } from '../../../core/forecast/look-ahead.js';
import { drawnShop, shopOpened } from './drawn-shop.js';

const orders = drawnShop({ nCustomers: 300, days: 500, seed: 12 });
const segmentIds = Int32Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? 1 : 2));
const shop = {
  orders,
  from: shopOpened,
  day: shopOpened + 499,
  segmentIds,
  nSegments: 2,
  insidersId: 1,
  bestShare: 0.1,
};
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

test('91 days are the forecast of three months, and other days as much of the nearest months as they are', () => {
  const { groups, horizons } = lookAhead(shop, { horizonMonths: [3], interval: 0.8 });
  const three = expectWithin(shop, 91, { interval: 0.8 })!;
  expect(three.money).toEqual(horizons[0]!.customers.money);
  expect(three.orders).toEqual(horizons[0]!.customers.orders);
  const { low, customers } = groups.find(({ segmentId }) => segmentId === 1)!;
  expect(three.rangeOf(1).low * customers).toBeCloseTo(low, 6);
  const eighty = expectWithin(shop, 80, { interval: 0.8 })!;
  expect(sum(eighty.money) / sum(three.money)).toBeCloseTo(80 / 91, 9);
});

test('where nothing can be forecast, nothing is expected', () => {
  expect(expectWithin({ ...shop, day: shopOpened + 40 }, 91, { interval: 0.8 })).toBeNull();
});
