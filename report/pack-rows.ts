import type { Cell } from './format-figure.js';
import type { Row } from './read-rows.js';

/** Rows column by column, so that a page of thousands of customers stays small. */
export type PackedRows = Readonly<Record<string, PackedColumn>>;

/** Values, or for words that come again and again: each word once, and each row's place among them. */
export type PackedColumn =
  | readonly Cell[]
  | { readonly words: readonly Cell[]; readonly at: readonly number[] };

export function packRows(rows: readonly Row[]): PackedRows {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, packColumn(rows.map((row) => row[name]!))]));
}

/** Words are worth a list of their own where each comes twice or more on average. */
function packColumn(values: readonly Cell[]): PackedColumn {
  const places = new Map([...new Set(values)].map((value, i) => [value, i]));
  const areWords = values.every((value) => typeof value !== 'number') && places.size * 2 <= values.length;
  return areWords ? { words: [...places.keys()], at: values.map((value) => places.get(value)!) } : values;
}

export function unpackRows(packed: PackedRows): Row[] {
  const columns = Object.entries(packed).map(([name, column]) => [name, unpackColumn(column)] as const);
  const nRows = columns[0]?.[1].length ?? 0;
  return Array.from({ length: nRows }, (_, i) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[i]!])),
  );
}

const unpackColumn = (column: PackedColumn): readonly Cell[] =>
  'words' in column ? column.at.map((i) => column.words[i]!) : column;
