import { calendarMonth, dayNumber } from '../../../core/forecast/months.js';
import { estimateSeason, seasonWithin } from '../../../core/forecast/season.js';
import { createRandom } from '../../../core/random.js';
import { entriesToOrders } from './entries.js';

const from = dayNumber('2020-01-01');
const rate = 0.05;
/** November and December have twice the orders. */
const truth = (day: number) => (calendarMonth(day) >= 10 ? 2 : 1);
/** Over a year the mean month is 14 / 12. */
const index = (day: number) => truth(day) / (14 / 12);

/** Customers who join on any day and order again at a steady rate, times the season. */
function seasonalShop(nCustomers: number, days: number) {
  const random = createRandom(5);
  return entriesToOrders(
    Array.from({ length: nCustomers }, () => {
      const first = Math.floor(random() * days);
      const orders = [[from + first, 10] as const];
      for (let day = first + 1; day < days; day++) {
        if (random() < rate * truth(from + day)) orders.push([from + day, 10]);
      }
      return orders;
    }),
  );
}

const steady = (t: number) => rate * t;

test('from three years the data alone give the season, whatever the number of customers grew to', () => {
  const days = 3 * 366;
  const season = estimateSeason(seasonalShop(900, days), from, from + days - 1, steady);
  expect(season.weight).toBe(1);
  for (let month = 0; month < 12; month++) {
    const day = dayNumber(`2020-${String(month + 1).padStart(2, '0')}-15`);
    expect(Math.abs(season.index[month]! - index(day))).toBeLessThan(0.12);
  }
});

test('one year counts half, and less than one says nothing', () => {
  const shop = seasonalShop(900, 370);
  const season = estimateSeason(shop, from, from + 369, steady);
  expect(season.weight).toBe(0.5);
  expect(season.index[11]).toBeGreaterThan(1.2);
  expect(season.index[11]).toBeLessThan(1.5);
  expect(season.index.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12, 9);
  const short = estimateSeason(shop, from, from + 300, steady);
  expect(short).toMatchObject({ weight: 0, index: new Float64Array(12).fill(1) });
});

test('a stretch of days has the mean of its months', () => {
  const season = {
    index: Float64Array.from({ length: 12 }, (_, month) => month),
    years: 3,
    weight: 1 as const,
  };
  // 1 day of January (0) and 3 of February (1).
  expect(seasonWithin(season, dayNumber('2021-01-30'), dayNumber('2021-02-03'))).toBeCloseTo(3 / 4, 12);
});
