import type { KindMeaning } from '../../orders/document-kind.js';
import type { CellTest, Platform } from '../../platforms/platform.js';
import { positionOf } from '../../platforms/recognise-platform.js';
import { sqlText } from '../sql-text.js';

/** Whether a record is a line of an order, as the platform says. */
export function testsSql(headers: readonly string[], platform: Platform | null): string {
  const must = (platform?.lines ?? []).map((test) => testSql(headers, test)).filter((sql) => sql !== null);
  const mustNot = (platform?.notLines ?? [])
    .map((test) => testSql(headers, test))
    .filter((sql) => sql !== null);
  const all = [...must, ...mustNot.map((sql) => `not ${sql}`)];
  return all.length === 0 ? 'true' : `(${all.join(' and ')})`;
}

/** Whether a record passes a test; null where the file has no such column. */
export function testSql(headers: readonly string[], { column, is, holds }: CellTest): string | null {
  const position = positionOf(headers, column);
  if (position === undefined) return null;
  const cell = `lower(trim(c${position}))`;
  if (holds !== undefined) return `coalesce(contains(${cell}, ${sqlText(holds)}), false)`;
  if (is !== undefined)
    return `coalesce(list_contains([${is.map((text) => sqlText(text.toLowerCase())).join(', ')}], ${cell}), false)`;
  return `(c${position} is not null)`;
}

/** Whether a cell names a kind that means one of these; the table `document_kinds` has all kinds. */
export const isKindSql = (cell: string, ...meanings: readonly KindMeaning[]) =>
  `coalesce(${cell}, '') ${kindsSql(meanings)}`;

/** Whether it names no kind of these. */
export const isNoKindSql = (cell: string, ...meanings: readonly KindMeaning[]) =>
  `coalesce(${cell}, '') not ${kindsSql(meanings)}`;

const kindsSql = (meanings: readonly KindMeaning[]) =>
  `in (select kind from document_kinds where meaning in (${meanings.map(sqlText).join(', ')}))`;
