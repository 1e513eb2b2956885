import type { Format } from '../../dashboards/dashboard.js';
import { type Cell, formatColumn, formatFigure, measureFormat } from '../../report/format-figure.js';

const thin = (text: string) => text.replaceAll('\u202f', ' ');

test.each<[Cell, Format, string]>([
  [1204, 'count', '1,204'],
  [0.4031, 'percent', '40 %'],
  [0.0734, 'percent', '7.3 %'],
  [0.0996, 'percent', '10 %'],
  [0.0994, 'percent', '9.9 %'],
  [8911407.904, 'money', '£8,911,408'],
  [-331201.98, 'money', '-£331,202'],
  [35.276, 'money', '£35.28'],
  [-0.0001, 'money', '£0.00'],
  [3.58, 'times', '3.6 ×'],
  [0.04, 'times', '0.04 ×'],
  [12.4, 'times', '12 ×'],
  [0.4196, 'score', '0.420'],
  [-0.05, 'score', '-0.050'],
  [104.6, 'number', '105'],
  [30.44, 'number', '30.4'],
  [3.414, 'number', '3.41'],
  [0.02149, 'number', '0.0215'],
  [7, 'number', '7'],
  [0, 'number', '0'],
  ['2011-12-09', 'date', '9 December 2011'],
  ['2011-01-31 12:50:00', 'date', '31 January 2011'],
  [true, 'flag', 'yes'],
  [false, 'flag', 'no'],
  [null, 'money', '–'],
  ['', 'text', '–'],
  ['=1+1', 'text', '=1+1'],
])('%p as %s is %p', (value, format, expected) => {
  expect(thin(formatFigure(value, format, 'GBP'))).toBe(expected);
});

test('a line does not break before the sign of a figure in a sentence', () => {
  expect(formatFigure('off by 20 % of all', 'text', null)).toBe('off by 20\u202f% of all');
});

test('money without a currency is a plain number', () => {
  expect(formatFigure(1234.5, 'money', null)).toBe('1,235');
});

test('the figures of a column have the same decimals', () => {
  const small = [3.5, 999.994, 12];
  expect(small.map(formatColumn(small, 'money', 'EUR'))).toEqual(['€3.50', '€999.99', '€12.00']);
  const large = [3.5, 1000];
  expect(large.map(formatColumn(large, 'money', 'EUR'))).toEqual(['€4', '€1,000']);
  const shares = [0.5, 0.004];
  expect(shares.map(formatColumn(shares, 'percent', null)).map(thin)).toEqual(['50.0 %', '0.4 %']);
});

test('a figure whose row says its unit is money, a share or a number', () => {
  expect(['money', 'ratio', 'percent', 'count', null].map(measureFormat)).toEqual([
    ...['money', 'percent', 'percent', 'number', 'number'],
  ]);
});
