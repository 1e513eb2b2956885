import { soldMonths, yearBefore } from '../../../core/portfolio/sold-months.js';

const sold = (month: string, segmentId: number, revenue: number) => ({
  ...{ month, segmentId, revenue, orders: 1, customers: 1 },
});

test('a month in which nothing was sold is a month, for every segment', () => {
  const rows = soldMonths([sold('2019-11-01', 1, 5), sold('2020-02-01', 2, 7)], {
    ...{ from: '2019-11-01', to: '2020-02-28' },
  });
  expect(rows.map(({ month, segmentId, revenue }) => [month, segmentId, revenue])).toEqual([
    ['2019-11-01', 1, 5],
    ['2019-11-01', 2, 0],
    ['2019-12-01', 1, 0],
    ['2019-12-01', 2, 0],
    ['2020-01-01', 1, 0],
    ['2020-01-01', 2, 0],
    ['2020-02-01', 1, 0],
    ['2020-02-01', 2, 7],
  ]);
});

test('a month is whole where the data cover its first day and its last, leap years included', () => {
  const wholeOf = (from: string, to: string) =>
    soldMonths([sold('2020-01-01', 1, 1), sold('2020-02-01', 1, 1)], { from, to }).map((row) => row.isWhole);
  expect(wholeOf('2020-01-01', '2020-02-29')).toEqual([true, true]);
  expect(wholeOf('2020-01-02', '2020-02-28')).toEqual([false, false]);
});

test('a date of another century does not make a thousand months', () => {
  const rows = soldMonths([sold('1900-01-01', 1, 1), sold('2020-02-01', 1, 1)], {
    ...{ from: '1900-01-01', to: '2020-02-29' },
  });
  expect(rows).toHaveLength(60);
  expect(rows[0]!.month).toBe('2015-03-01');
});

test('the year before January is January', () => {
  expect(['2020-01-01', '2020-12-01'].map(yearBefore)).toEqual(['2019-01-01', '2019-12-01']);
});
