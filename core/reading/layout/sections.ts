import { isDate } from '../date-format.js';
import { isFrame, isMonth } from '../frame.js';
import { saidByHeader } from '../header-concepts.js';
import { fieldsOfHeader } from '../header-fields.js';
import { isNumber } from '../is-number.js';
import type { SampleRecord } from '../sample-records.js';

/** Rows of one cell above the lines that they are of, as reports by customer have them. */
export interface Sections {
  /** Where they stand, from 1. */
  readonly position: number;
  /** Whether they name the customers of the lines below; else they are frame. */
  readonly areCustomers: boolean;
}

/** Sections that must be seen. */
const few = 3;

/**
 * Sections of a table: rows with nothing but a text in one column, which the lines below leave blank. They are customers
 * where the header of that column, or a title above, speaks of customers and no other column is one.
 * @param above records above the header
 */
export function sectionsOf(
  records: readonly SampleRecord[],
  headers: readonly string[],
  above: readonly SampleRecord[],
): Sections | null {
  const only = records.map(({ fields }) => onlyCell(fields));
  const positions = [...new Set(only.filter((position) => position !== null))];
  for (const position of positions) {
    const texts = new Set(
      only.flatMap((at, i) => (at === position ? [records[i]!.fields[position - 1]!] : [])),
    );
    const lines = records.filter((_, i) => only[i] === null);
    const blank = lines.filter(({ fields }) => (fields[position - 1] ?? '') === '').length;
    if (texts.size < few || lines.length < texts.size || blank < 0.9 * lines.length) continue;
    return { position, areCustomers: areCustomers(headers, position, above) };
  }
  return null;
}

/** Position of the one cell of a record that has any text, where it is neither a number nor a day; else null. */
function onlyCell(fields: readonly string[]): number | null {
  const filled = fields.flatMap((field, i) => (field === '' ? [] : [i + 1]));
  if (filled.length !== 1 || fields.length < 4) return null;
  const text = fields[filled[0]! - 1]!;
  return isNumber(text) || isDate(text) || isMonth(text) ? null : filled[0]!;
}

function areCustomers(headers: readonly string[], position: number, above: readonly SampleRecord[]): boolean {
  const isOther = headers.some(
    (header, i) => i + 1 !== position && (fieldsOfHeader(header).customer_id ?? 0) >= 0.85,
  );
  if (isOther) return false;
  const own = headers[position - 1] ?? '';
  const says = (text: string) => saidByHeader(text).concepts.has('customer');
  return own === '' ? above.some(({ fields }) => fields.some(says)) : says(own);
}

/** The lines, each with the text of its section in the column of the sections. */
export function withSections(
  records: readonly SampleRecord[],
  headers: readonly string[],
  { position }: Sections,
): SampleRecord[] {
  let section = '';
  return records.flatMap((record) => {
    if (isFrame(record.fields, headers)) return [];
    if (onlyCell(record.fields) === position) {
      section = record.fields[position - 1]!;
      return [];
    }
    const fields = Array.from(
      { length: Math.max(position, record.fields.length) },
      (_, i) => record.fields[i] ?? '',
    );
    return [{ ...record, fields: fields.with(position - 1, fields[position - 1]! || section) }];
  });
}
