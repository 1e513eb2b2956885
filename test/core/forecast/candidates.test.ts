import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidatesOf, candidatesOfNew } from '../../../core/forecast/candidates.js';
import { knownAt, orderDays } from '../../../core/forecast/order-days.js';
import { seasonAt } from '../../../core/forecast/season.js';
import { shopDays } from '../../../core/forecast/shop-days.js';
import { bySpending } from '../../../core/guarantee/size-dial.js';
import { entriesToOrders } from './entries.js';

const folder = join(__dirname, '../../fixtures/seasonal-share');
const rows = readFileSync(join(folder, 'orders.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));
const column = (j: number) => Float64Array.from(rows, (row) => row[j]!);
const shop = orderDays(400, { customer: column(0), day: column(1), value: column(2) });
const from = shop.days.reduce((least, day) => Math.min(least, day));
const last = shop.days.reduce((most, day) => Math.max(most, day));
const expected: { origin: number; months: number; group: string; forecast: number }[] = JSON.parse(
  readFileSync(join(folder, 'expected.json'), 'utf8'),
);

test.each(expected)(
  'the same months a year before times the share of $group on day $origin are what pandas says',
  ({ origin, months, group, forecast }) => {
    const known = knownAt(shop, origin);
    const best = bySpending(known.spent).subarray(0, Math.round(0.1 * known.x.length));
    const members = group === 'all' ? known.customers : known.customers.filter((_, i) => best.includes(i));
    const days = shopDays(shop, from, last);
    const season = seasonAt(days, origin);
    const bringing = { orders: shop, days, season, day: origin, members, steady: 1, factor: 1 };
    expect(candidatesOf(bringing, months).seasonalShare).toBeCloseTo(forecast, 6);
  },
);

test('what comes from new customers is what those who were new before brought', () => {
  const few = entriesToOrders([
    [
      [0, 10],
      [95, 7],
    ],
    [
      [80, 20],
      [99, 5],
    ],
    [[100, 1]],
  ]);
  const days = shopDays(few, 0, 100);
  // A month before day 100 ends on day 70: the second and the third are new since, with 20 + 5 + 1.
  expect(candidatesOfNew({ orders: few, days, season: seasonAt(days, 100), day: 100 }, 1)).toEqual({
    ...{ seasonalModel: null, model: null, seasonalShare: null },
    ...{ growth: null, naive: 26 },
  });
});

test('within the first year neither a season nor a year ago is known', () => {
  const days = shopDays(shop, from, last);
  const day = from + 300;
  const members = knownAt(shop, day).customers;
  const bringing = { orders: shop, days, season: seasonAt(days, day), day, members, steady: 9, factor: 1 };
  const { naive, ...others } = candidatesOf(bringing, 3);
  expect(others).toEqual({ seasonalModel: null, model: 9, seasonalShare: null, growth: null });
  expect(naive).toBeGreaterThan(0);
});
