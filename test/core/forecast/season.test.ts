import { calendarMonth, dayNumber } from '../../../core/forecast/months.js';
import { seasonAt } from '../../../core/forecast/season.js';
import { shopDays } from '../../../core/forecast/shop-days.js';
import { createRandom } from '../../../core/random/random.js';
import { entriesToOrders } from './entries.js';

const from = dayNumber('2020-01-01');
const rate = 0.05;
/** November and December have twice the orders. */
const truth = (day: number) => (calendarMonth(day) >= 10 ? 2 : 1);
/** Over a year the mean month is 14 / 12. */
const index = (day: number) => truth(day) / (14 / 12);

interface Told {
  readonly nCustomers: number;
  readonly days: number;
  /** Share of the customers who were there before the first day. */
  readonly before?: number;
  readonly worth?: (day: number) => number;
}

/** Customers who come on any day, many of them before the first, and order at a steady rate, times the season. */
function seasonalShop({ nCustomers, days, before = 0.5, worth = () => 10 }: Told) {
  const random = createRandom(5);
  return entriesToOrders(
    Array.from({ length: nCustomers }, (_, i) => {
      const first = i < before * nCustomers ? 0 : Math.floor(random() * days);
      const orders: [number, number][] = [];
      for (let day = first; day < days; day++) {
        const isNew = first > 0 && day === first;
        if (isNew || random() < rate * truth(from + day)) orders.push([from + day, worth(from + day)]);
      }
      return orders;
    }),
  );
}

const seasonOf = (shop: ReturnType<typeof seasonalShop>, day: number) =>
  seasonAt(shopDays(shop, from, day), day);

test('a stretch ahead is as busy as it was a year before against the year around it, however the shop grew', () => {
  const days = 3 * 365 + 100;
  const last = from + days - 1;
  const season = seasonOf(seasonalShop({ nCustomers: 900, days }), last);
  expect(season.isKnown).toBe(true);
  for (let ahead = 0; ahead < 12; ahead++) {
    const [after, until] = [last + 30 * ahead, last + 30 * (ahead + 1)];
    const mean = Array.from({ length: 30 }, (_, i) => index(after + 1 + i)).reduce((a, b) => a + b, 0) / 30;
    expect(Math.abs(season.level(after, until) - mean)).toBeLessThan(0.12);
  }
});

test('the calendar months have the levels that were planted', () => {
  const days = 3 * 365;
  const last = from + days - 1;
  const found = seasonOf(seasonalShop({ nCustomers: 900, days }), last).byMonth();
  expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12, 9);
  for (let month = 0; month < 12; month++) {
    const day = dayNumber(`2020-${String(month + 1).padStart(2, '0')}-15`);
    expect(Math.abs(found[month]! - index(day))).toBeLessThan(0.12);
  }
});

test('from one year on a season is known, and a whole year ahead is neither busy nor quiet', () => {
  const shop = seasonalShop({ nCustomers: 900, days: 365 });
  const december = [dayNumber('2020-12-01') + 364, dayNumber('2020-12-30') + 364] as const;
  const known = seasonOf(shop, from + 364);
  expect(known.isKnown).toBe(true);
  expect(known.level(...december)).toBeGreaterThan(1.3);
  expect(known.level(from + 364, from + 364 + 365)).toBe(1);
  const short = seasonOf(shop, from + 363);
  expect(short.isKnown).toBe(false);
  expect(short.level(...december)).toBe(1);
  expect(short.byMonth()).toEqual(new Float64Array(12).fill(1));
});

test('one order a thousand times as large makes no season', () => {
  const large = dayNumber('2021-03-10');
  const last = from + 799;
  const of = (worth: (day: number) => number) =>
    seasonOf(seasonalShop({ nCustomers: 300, days: 800, worth }), last);
  const uneven = of((day) => (day === large ? 10_000 : 10));
  expect(uneven.level(last, last + 91)).toBe(of(() => 10).level(last, last + 91));
});

test('the year in which a shop opens tells no season, the next one does', () => {
  const days = 2 * 365 + 30;
  const shop = seasonalShop({ nCustomers: 900, days, before: 0 });
  const last = from + days - 1;
  expect(seasonOf(shop, from + 400)).toMatchObject({ isKnown: false });
  const season = seasonOf(shop, last);
  expect(season.isKnown).toBe(true);
  const november = dayNumber('2022-11-01');
  expect(Math.abs(season.level(november - 1, november + 29) - index(november))).toBeLessThan(0.3);
});

test('where all customers came at once and nobody new does, the months in which they came are no season', () => {
  const random = createRandom(6);
  // All of them come within sixty days and then order at a steady rate.
  const cohort = entriesToOrders(
    Array.from({ length: 600 }, () => {
      const orders = [[from + Math.floor(60 * random()), 10] as const];
      for (let day = orders[0]![0] + 1; day < from + 500; day++) if (random() < 0.01) orders.push([day, 10]);
      return orders;
    }),
  );
  const last = from + 365 + 9;
  const season = seasonAt(shopDays(cohort, from, last), last);
  expect(season.isKnown).toBe(false);
  expect(season.level(last, last + 50)).toBe(1);
});
