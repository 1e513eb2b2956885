import type { ElectionInput } from '../../../core/promise/elect.js';
import { type OrderHistory, standingAt } from '../../../core/promise/order-history.js';
import { createRandom } from '../../../core/random/random.js';
import { type Kind, type Planted, type PlantedShop, plantedShop } from '../../../core/sample/planted-shop.js';

export const kind = (share: number, gapDays: number, money: number, leaving = 0.3): Kind => ({
  ...{ share, gapDays, money, leaving },
});

/** Every twentieth customer orders thrice as often for thrice as much. */
export const fewGood = [kind(0.05, 20, 150), kind(0.95, 60, 50)];
export const crowd = [kind(1, 30, 50)];

export const planted = (seed: string | number, shop: Partial<PlantedShop> = {}): Planted =>
  plantedShop(
    {
      ...{ kinds: fewGood, customers: 400, days: 365, futureDays: 91, arriving: 0.5 },
      ...{ spread: { customers: 0.2, orders: 0.5 }, season: 0.4, promotions: [100, 250] },
      ...shop,
    },
    createRandom(seed),
  );

/** What an election needs of a planted shop, in which everybody has ordered. */
export function inputOf({ history, day }: Planted, input: Partial<ElectionInput> = {}): ElectionInput {
  const { customers, revenue, orders, recencyDays } = standingAt(history, day);
  const all = { revenue: 0, orders: 0, recencyDays: day } as const;
  const spread = (values: Float64Array, unknown: number) => {
    const column = new Float64Array(history.nCustomers).fill(unknown);
    customers.forEach((customer, row) => {
      column[customer] = values[row]!;
    });
    return column;
  };
  return {
    ...{ history, day, asOf: new Date(day * 86_400_000).toISOString().slice(0, 10), seed: 1 },
    standing: {
      revenue: spread(revenue, all.revenue),
      orders: spread(orders, all.orders),
      recencyDays: spread(recencyDays, all.recencyDays),
    },
    ...{ largest: { revenue: 'A', orders: 'B' }, bestGroup: 24, largestShare: 0.1 },
    ...{ horizonMonths: [3, 6, 12], level: 0.8, before: null, standsDays: 90 },
    ...input,
  };
}

/** The history of those alone who had ordered by the day of the election: whoever has not is no customer. */
export function knownOf({ history, day }: Pick<Planted, 'history' | 'day'>): OrderHistory {
  const { starts, days, values, orderCounts } = history;
  const rows = standingAt(history, day).customers;
  const entries = Array.from(rows, (i) =>
    Array.from({ length: starts[i + 1]! - starts[i]! }, (_, at) => starts[i]! + at),
  );
  const ends = new Int32Array(rows.length + 1);
  entries.forEach((own, row) => {
    ends[row + 1] = ends[row]! + own.length;
  });
  const picked = entries.flat();
  return {
    nCustomers: rows.length,
    starts: ends,
    days: Int32Array.from(picked, (at) => days[at]!),
    values: Float64Array.from(picked, (at) => values[at]!),
    orderCounts: Int32Array.from(picked, (at) => orderCounts[at]!),
  };
}
