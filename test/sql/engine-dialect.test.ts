import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../sql/engine');
const files = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const withoutComments = (text: string) => text.replaceAll(/--.*$/gm, '');

/** What DuckDB has and Trino, which is Athena's dialect, does not. */
const duckdbOnly: readonly [string, RegExp][] = [
  [':: casts', /::/],
  ['qualify', /\bqualify\b/i],
  ['group by all', /\b(group|order) by all\b/i],
  ['exclude and replace in a star', /\*\s*(exclude|replace)\b/i],
  ['list comprehensions and literals', /\[/],
  ['reading and writing files', /\b(read_parquet|read_csv|copy)\b/i],
  [
    'functions of DuckDB',
    /\b(list|median|mode|quantile_cont|arg_max|arg_min|strptime|strftime|any_value)\s*\(/i,
  ],
  ['units without quotes', /date_(diff|trunc)\(\s*[a-z]/i],
  ['integer division', /\/\//],
  ['joins of their own', /\b(asof|positional|semi|anti) join\b/i],
  ['materialized', /\bmaterialized\b/i],
  ['double quotes for text', /"/],
];

test('there are engine scripts', () => {
  expect(files.length).toBeGreaterThan(5);
});

describe.each(files)('$file', ({ text }) => {
  test('opens with its grain', () => {
    expect(text).toMatch(/^-- One row per /);
  });

  test.each(duckdbOnly)('keeps off %s', (_, pattern) => {
    expect(withoutComments(text)).not.toMatch(pattern);
  });
});
