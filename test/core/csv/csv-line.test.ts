import { csvLine } from '../../../core/csv/csv-line.js';

test('cells with commas, quotes and line breaks are quoted', () => {
  expect(csvLine(['a,b', 'say "x"', 'c\nd', 'plain', null])).toBe('"a,b","say ""x""","c\nd",plain,\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'a text that begins like a formula (%j) is defused',
  (text) => {
    expect(csvLine([text])).toContain(`'${text}`);
  },
);

test.each([
  ['x;=1+1;y', "x;'=1+1;y"],
  ['x;"=1+1', `"x;""'=1+1"`],
  ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
  ['a\n+cmd', `"a\n'+cmd"`],
  ['a| -2+3+cmd', "a| '-2+3+cmd"],
  ['＝1+1', "'＝1+1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['－1', "'－1"],
  ['  =1', "'  =1"],
  ['\u200b=1', "'\u200b=1"],
])('a formula that some spreadsheet would find in %j is defused', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\n`);
});

test.each(['a-b', 'a=b', 'x@shop.example', 'Müller + Sohn', '3-5', 'a;b;c', 'line;-5;2.50;x'])(
  '%j is none and stays as it is',
  (text) => {
    expect(csvLine([text])).toBe(`${text}\n`);
  },
);

test('numbers stay as they are', () => {
  expect(csvLine([-2.5, 0])).toBe('-2.5,0\n');
});
