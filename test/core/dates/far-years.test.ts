import { farYears } from '../../../core/dates/far-years.js';

const year = (year: number, lines: number) => ({ year, lines });

test('a few lines years away from all others are far, on either side', () => {
  const years = [year(1900, 1), year(2015, 500), year(2016, 600), year(2030, 2)];
  expect(farYears(years)).toEqual([
    { lines: 1, from: 1900, to: 1900 },
    { lines: 2, from: 2030, to: 2030 },
  ]);
});

test('a gap of two years is a pause, and what is no small part is the history', () => {
  expect(farYears([year(2010, 1), year(2013, 500)])).toEqual([]);
  expect(farYears([year(1990, 50), year(2013, 500)])).toEqual([]);
  expect(farYears([year(2013, 500)])).toEqual([]);
  expect(farYears([])).toEqual([]);
});
