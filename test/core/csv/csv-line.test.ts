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

test('numbers stay as they are', () => {
  expect(csvLine([-2.5, 0])).toBe('-2.5,0\n');
});
