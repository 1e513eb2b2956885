import { createShopCalendar } from '../../../core/sample/shop-calendar.js';

const calendar = createShopCalendar('2025-12-31', 18);
const moments = Array.from(
  { length: 5490 },
  (_, i) => new Date(`${calendar.format(calendar.minuteAt(i / 10))}Z`),
);

test('the period is whole months up to and including the last day', () => {
  // 184 days of the second half of 2024 and 365 of 2025.
  expect(calendar.days).toBe(549);
  expect(calendar.format(0)).toBe('2024-07-01 00:00');
  expect(calendar.format(549 * 1440 - 1)).toBe('2025-12-31 23:59');
});

test('shop time moves forward, and ends with the period', () => {
  expect(moments.filter((moment, i) => i > 0 && moment < moments[i - 1]!)).toEqual([]);
  expect(calendar.minuteAt(calendar.days)).toBe(Number.POSITIVE_INFINITY);
});

test('the shop is closed on Saturdays, at Christmas, at night and early and late on Sundays', () => {
  const isClosed = (moment: Date) => {
    const [from, to] = moment.getUTCDay() === 0 ? [10, 16] : [8, 20];
    const hour = moment.getUTCHours();
    const isHoliday = /-12-2[56]T|-01-01T/.test(moment.toISOString());
    return moment.getUTCDay() === 6 || isHoliday || hour < from! || hour >= to!;
  };
  expect(moments.filter(isClosed)).toEqual([]);
});

test('November is twice as busy as January, and noon busier than the morning', () => {
  const count = (chosen: (moment: Date) => boolean) => moments.filter(chosen).length;
  const november = count((moment) => moment.toISOString().startsWith('2025-11'));
  const january = count((moment) => moment.toISOString().startsWith('2025-01'));
  expect(november).toBeGreaterThan(2 * january);
  expect(count((moment) => moment.getUTCHours() === 13)).toBeGreaterThan(
    2 * count((moment) => moment.getUTCHours() === 9),
  );
});

test('a last day that is no date is refused', () => {
  expect(() => createShopCalendar('2025-02-30', 18)).toThrow(RangeError);
  expect(() => createShopCalendar('last week', 18)).toThrow("lastDay must be an ISO date; got 'last week'");
});
