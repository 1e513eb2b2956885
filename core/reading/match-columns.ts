import { type Field, fields } from '../order-line.js';
import type { ReadingRules } from '../rules.js';
import { UserError } from '../user-error.js';
import { headerWords } from './header-words.js';

/** A column of the file that is read as a field. */
export interface MatchedColumn {
  /** As the file has it; null in a file without a header. */
  readonly header: string | null;
  /** From 1. */
  readonly position: number;
  /** The rules named it, its name is known, a word of it is, or its values gave it away. */
  readonly matchedBy: 'rule' | 'name' | 'word' | 'values';
}

export type ColumnMapping = Partial<Record<Field, MatchedColumn>>;

/** Matches headers to fields by meaning; each header is used once, known names before single words. */
export function matchHeaders(headers: readonly string[], claimed: ColumnMapping = {}): ColumnMapping {
  const mapping: ColumnMapping = { ...claimed };
  const isFree = (position: number) => Object.values(mapping).every((column) => column.position !== position);
  const claim = (field: Field, index: number, matchedBy: 'name' | 'word') => {
    mapping[field] = { header: headers[index]!, position: index + 1, matchedBy };
  };
  const open = () => Object.keys(headerWords).filter((field) => !mapping[field as Field]) as Field[];

  const squashed = headers.map((header) => wordsOf(header).join(''));
  for (const field of open()) {
    for (const name of headerWords[field].names) {
      const index = squashed.findIndex((each, i) => each === name && isFree(i + 1));
      if (index < 0) continue;
      claim(field, index, 'name');
      break;
    }
  }
  for (const field of open()) {
    const { words, except } = headerWords[field];
    const index = headers.findIndex((header, i) => {
      const said = wordsOf(header);
      if (/number of|no of|count of/.test(said.join(' '))) said.push('number_of');
      return (
        isFree(i + 1) &&
        said.some((word) => words.includes(word)) &&
        !said.some((word) => except.includes(word))
      );
    });
    if (index >= 0) claim(field, index, 'word');
  }
  return mapping;
}

/** Lower-case words of a header: split at signs and where a capital follows a small letter. */
function wordsOf(header: string): string[] {
  return header
    .normalize('NFKD')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

/**
 * The columns that the rules name.
 * @param headers null for a file without a header
 * @throws UserError `NoSuchColumn`
 */
export function columnsByRule(
  rules: ReadingRules['columns'],
  { headers, nColumns, file }: { headers: readonly string[] | null; nColumns: number; file: string },
): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const field of fields) {
    const wanted = rules[field];
    if (wanted === undefined) continue;
    const index = typeof wanted === 'number' ? wanted - 1 : (headers ?? []).indexOf(wanted.trim());
    if (!Number.isInteger(index) || index < 0 || index >= nColumns)
      throw noSuchColumn(file, field, wanted, headers, nColumns);
    mapping[field] = { header: headers?.[index] ?? null, position: index + 1, matchedBy: 'rule' };
  }
  return mapping;
}

function noSuchColumn(
  file: string,
  field: Field,
  wanted: string | number,
  headers: readonly string[] | null,
  nColumns: number,
) {
  const found = headers ? `its headers are ${quotedList(headers)}` : 'it has no header';
  return new UserError(
    'NoSuchColumn',
    `there is no column ${typeof wanted === 'number' ? wanted : `'${wanted}'`}: the file has ${nColumns} columns, ${found}`,
    { remedy: `Correct the rule reading.columns.${field}.`, file, column: String(wanted) },
  );
}

export const quotedList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Which of customer, date and money a mapping lacks; empty if a file can be read with it. */
export function missingMeanings(mapping: ColumnMapping): string[] {
  return [
    ...(mapping.customer_id ? [] : ['customer']),
    ...(mapping.ordered_at ? [] : ['date']),
    ...(mapping.amount || (mapping.quantity && mapping.unit_price)
      ? []
      : ['money (an amount, or quantity and unit price)']),
  ];
}
