import { type Field, fields } from '../orders/order-line.js';
import type { ColumnMapping } from '../reading/column-mapping.js';
import type { ColumnProfile } from '../reading/column-profile.js';
import { fitValues } from '../reading/value-fit.js';
import type { Platform } from './platform.js';
import { platforms } from './platforms.js';

const plain = (header: string) => header.trim().toLowerCase();

/** The program that writes such headers, or null. Where several fit, the one that asks for the most headers. */
export function recognisePlatform(headers: readonly string[]): Platform | null {
  const there = new Set(headers.map(plain));
  const fitting = platforms.filter(
    ({ headers: needed, without = [] }) =>
      needed.every((header) => there.has(plain(header))) &&
      !without.some((header) => there.has(plain(header))),
  );
  return fitting.toSorted((a, b) => b.headers.length - a.headers.length)[0] ?? null;
}

/** Position, from 1, of a header; undefined if the file does not have it. Of two of one name, the first. */
export function positionOf(headers: readonly string[], header: string): number | undefined {
  const index = headers.findIndex((each) => plain(each) === plain(header));
  return index < 0 ? undefined : index + 1;
}

/** The columns that a platform's definition names, and the fields that its files do not have. */
export function columnsOfPlatform(
  { columns = {} }: Platform,
  headers: readonly string[],
  profiles: readonly ColumnProfile[],
): { readonly mapping: ColumnMapping; readonly absent: ReadonlySet<Field> } {
  const mapping: ColumnMapping = {};
  const absent = new Set<Field>();
  for (const field of fields) {
    const wanted = columns[field];
    if (wanted === undefined) continue;
    if (wanted === null) absent.add(field);
    const names = wanted === null ? [] : [wanted].flat();
    const position = names.map((name) => bestOf(field, positionsOf(headers, name), profiles)).find(Boolean);
    if (position !== undefined)
      mapping[field] = { header: headers[position - 1]!, position, matchedBy: 'platform' };
  }
  return { mapping, absent };
}

const positionsOf = (headers: readonly string[], header: string): number[] =>
  headers.flatMap((each, i) => (plain(each) === plain(header) ? [i + 1] : []));

/** Of several columns of one name, that whose values look most like the field. */
function bestOf(
  field: Field,
  positions: readonly number[],
  profiles: readonly ColumnProfile[],
): number | undefined {
  if (positions.length < 2) return positions[0];
  const fitOf = (position: number) => fitValues(field, profiles[position - 1]!, 0.5).fit;
  return positions.toSorted((a, b) => fitOf(b) - fitOf(a) || a - b)[0];
}
