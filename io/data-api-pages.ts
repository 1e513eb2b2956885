import type { Queryable, SqlValues } from './database.js';
import { sqlTokens } from './sql-tokens.js';

/** A row has at most 64 KB, so that so many fit into a result whatever they are. */
const firstPageRows = 15;

/** Characters of rows as JSON that a page aims at: a quarter of what the Data API lets through, which counts otherwise. */
const pageCharacters = 256 * 1024;

/** Whether a statement only reads: what a cursor can be declared for, and what may have a large result. */
export function isRead(sql: string): boolean {
  for (const { kind, text } of sqlTokens(sql)) {
    if (kind !== 'comment' && text.trim() !== '') return text.toLowerCase() === 'select';
  }
  return false;
}

/**
 * All rows of a query, through a cursor of the transaction that is open: a result above 1 MiB would fail, and the
 * transaction with it.
 */
export async function readPages<Row extends object>(
  { query }: Queryable,
  sql: string,
  values: SqlValues | undefined,
): Promise<Row[]> {
  await query(`declare page_reader no scroll cursor for ${sql}`, values);
  const rows: Row[] = [];
  for (let count = firstPageRows, isLast = false; !isLast; ) {
    const page = await query<Row>(`fetch ${count} from page_reader`);
    for (const row of page) rows.push(row);
    isLast = page.length < count;
    const longest = Math.max(1, ...page.map((row) => JSON.stringify(row).length));
    count = Math.max(firstPageRows, Math.floor(pageCharacters / longest));
  }
  await query('close page_reader');
  return rows;
}
