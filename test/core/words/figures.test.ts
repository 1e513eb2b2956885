import { addDays } from '../../../core/dates/add-days.js';
import { daysInFourthQuarter } from '../../../core/dates/days-in-fourth-quarter.js';
import { nearestWords } from '../../../core/rules/suggest-word.js';
import { certaintyOf } from '../../../core/stability/certainty.js';
import { countInWords, dateInWords, figureInWords, moneyInWords } from '../../../core/words/figures.js';

test('money has the decimals that its size and its currency ask for', () => {
  expect([1204.4, 3.4, 900].map((value) => moneyInWords(value, 'GBP'))).toEqual(['£1,204', '£3.40', '£900']);
  expect([1204.4, 3.4].map((value) => moneyInWords(value, 'JPY'))).toEqual(['¥1,204', '¥3']);
  expect([1204.4, 3.4].map((value) => moneyInWords(value, null))).toEqual(['1,204', '3.40']);
});

test('a figure has the digits that its size asks for', () => {
  expect([1204.4, 3.44, 0.0214, 12, -0.2].map(figureInWords)).toEqual([
    '1,204',
    '3.4',
    '0.021',
    '12',
    '-0.2',
  ]);
  expect([1, 2, 1000].map((count) => countInWords(count, 'order'))).toEqual([
    '1 order',
    '2 orders',
    '1,000 orders',
  ]);
});

test('days are counted over the ends of months and years', () => {
  expect([addDays('2011-12-09', 90), addDays('2012-02-28', 1), addDays('2011-03-01', -1)]).toEqual([
    ...['2012-03-08', '2012-02-29', '2011-02-28'],
  ]);
  expect(dateInWords('2012-03-08')).toBe('8 March 2012');
  expect(daysInFourthQuarter('2010-12-01', '2011-12-09')).toEqual({ fourth: 31 + 70, others: 273 });
});

test('a membership is certain from 95 % on, likely from 75 %, and so below', () => {
  expect([1, 0.95, 0.94, 0.75, 0.74, 0.26, 0.25, 0.06, 0.05, 0].map(certaintyOf)).toEqual([
    ...['certain member', 'certain member', 'likely member', 'likely member', 'borderline', 'borderline'],
    ...['likely no member', 'likely no member', 'certain no member', 'certain no member'],
  ]);
});

test('the nearest words come first, of equals in their order', () => {
  expect(nearestWords('1234', ['99', '12345', '1235', '1230'], 2)).toEqual(['12345', '1235']);
});
