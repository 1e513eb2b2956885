import { tellDays } from '../../../core/portfolio/order-days.js';
import { productsOnMap, tellProducts } from '../../../core/portfolio/product-map.js';
import { notYet, segmentFlow } from '../../../core/portfolio/segment-flow.js';
import { soldMonths } from '../../../core/portfolio/sold-months.js';
import { tellFlow } from '../../../core/portfolio/tell-flow.js';
import { tellMonths } from '../../../core/portfolio/tell-months.js';
import { nobodyId } from '../../../core/runs/profile.js';

/** Insiders (segment 1) bring a quarter of each month's money. */
const monthsOf = (revenues: readonly number[], from = '2018-12-01', to?: string) => {
  const months = revenues.map((_, i) => new Date(Date.UTC(2018, 11 + i, 1)).toISOString().slice(0, 10));
  const rows = months.flatMap((month, i) => [
    { month, segmentId: 1, revenue: revenues[i]! / 4, orders: 1, customers: 1 },
    { month, segmentId: 2, revenue: (3 * revenues[i]!) / 4, orders: 1, customers: 1 },
  ]);
  const end = new Date(Date.UTC(2018, 11 + revenues.length, 0)).toISOString().slice(0, 10);
  return soldMonths(rows, { from, to: to ?? end });
};

describe('months', () => {
  test('are compared with the year before where the data reach that far', () => {
    // 15 months, December 2018 to February 2020; the newest three 150 each, a year before 100 each.
    const revenues = Array.from({ length: 15 }, (_, i) => (i < 12 ? 100 : 150));
    expect(tellMonths(monthsOf(revenues), 1)).toBe(
      'Revenue of December 2019 to February 2020 was 50 % above the year before; today’s Insiders brought 25 % of it',
    );
    const falling = Array.from({ length: 15 }, (_, i) => (i < 12 ? 100 : 93));
    expect(tellMonths(monthsOf(falling), 1)).toContain('7.0 % below the year before');
    expect(tellMonths(monthsOf(revenues.fill(100)), 1)).toContain('was level with the year before');
  });

  test('are not compared with a year of which a part is missing', () => {
    const revenues = Array.from({ length: 15 }, () => 100);
    // The data begin on the second day of the first month of those a year before.
    expect(tellMonths(monthsOf(revenues, '2018-12-02'), 1)).not.toContain('the year before');
  });

  test('leave out the month that is not over', () => {
    const told = tellMonths(monthsOf([100, 120, 900], '2018-12-01', '2019-02-10'), 1);
    expect(told).toBe(
      'January 2019 was the strongest month; of revenue in December 2018 to January 2019, today’s Insiders brought 25 %',
    );
  });

  test('say nothing of Insiders where nobody is elected, and nothing at all of one month', () => {
    expect(tellMonths(monthsOf([100, 120]), nobodyId)).toBe('January 2019 was the strongest month');
    expect(tellMonths(monthsOf([100]), 1)).toBeNull();
  });
});

describe('movement', () => {
  const flows = segmentFlow({
    before: Int32Array.of(1, 1, 2, 2, notYet, notYet),
    after: Int32Array.of(1, 2, 1, 2, 1, 2),
    revenue: Float64Array.of(10, 20, 30, 40, 50, 60),
  });

  test('everybody is in one stream, with their money', () => {
    expect(flows.map(({ before, after, customers, revenue }) => [before, after, customers, revenue])).toEqual(
      [
        [notYet, 1, 1, 50],
        [notYet, 2, 1, 60],
        [1, 1, 1, 10],
        [1, 2, 1, 20],
        [2, 1, 1, 30],
        [2, 2, 1, 40],
      ],
    );
  });

  test('each of a sample stands for as many as it was drawn of', () => {
    const scaled = segmentFlow(
      { before: Int32Array.of(1, 1), after: Int32Array.of(1, 1), revenue: Float64Array.of(1, 2) },
      2.5,
    );
    expect(scaled).toEqual([{ before: 1, after: 1, customers: 5, revenue: 7.5 }]);
  });

  test('is told by who became an Insider and who dropped out', () => {
    expect(tellFlow(flows, '2019-09-09', 1)).toBe(
      'Since 9 September 2019, 2 customers became Insiders (1 of them new to the shop), and 1 of the 2 Insiders of that day dropped out',
    );
  });

  test('is told by who changed segments where nobody is elected', () => {
    expect(tellFlow(flows, '2019-09-09', nobodyId)).toBe(
      'Since 9 September 2019, 2 of 4 customers changed segments, and 2 new customers came',
    );
  });
});

test('days are told by the busiest weekday, those without an order, and the record', () => {
  // 6 January 2020 is a Monday.
  const day = (date: number, orders: number) => ({
    ...{ day: `2020-01-${String(date).padStart(2, '0')}`, orders, customers: 1, revenue: 1 },
  });
  expect(tellDays([day(6, 3), day(7, 5), day(8, 1), day(9, 1), day(10, 1), day(11, 1), day(13, 4)])).toBe(
    'Monday brings most orders, 44 % of them, and none came on a Sunday; the busiest day was 7 January 2020 with 5 orders',
  );
});

test('products are in order of their revenue, with the share of the Insiders, which is told beside that of all', () => {
  const product = (stockCode: string, revenue: number, insidersRevenue: number) => ({
    ...{ stockCode, description: `NAME ${stockCode}`, customers: 4, customersAgain: 1, orders: 6 },
    ...{ revenue, insidersRevenue },
  });
  const map = productsOnMap([product('A', 100, 20), product('B', 300, 240), product('FREE', 0, 0)]);
  expect(
    map.map(({ stockCode, insidersShare, againShare }) => [stockCode, insidersShare, againShare]),
  ).toEqual([
    ['B', 0.8, 0.25],
    ['A', 0.2, 0.25],
  ]);
  expect(tellProducts(map)).toBe(
    'NAME B brings in the most; today’s Insiders account for 80 % of that, and for 65 % of all products',
  );
});
