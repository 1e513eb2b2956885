import { camelCase } from './camel-case.js';
import { jsonWithoutZeros, withoutZeros } from './without-zeros.js';

/** Rows for one table: a column `mean_revenue` is the rows' property `meanRevenue`. `run_id` comes of itself. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<object>;
}

/** Rows whose text is in memory at once. */
const rowsPerChunk = 2000;

/**
 * A table's rows as PostgreSQL's COPY reads them, some thousands of lines at a time: an empty cell is null, an empty
 * text is quoted.
 * @throws Error where a row lacks a column
 */
export function* tableCsvChunks({ table, columns, rows }: TableRows, runId: string): Generator<string> {
  const properties = columns.map(camelCase);
  const lineOf = (row: object) => {
    const cells = properties.map((property) => {
      const value = (row as Record<string, unknown>)[property];
      if (value === undefined) throw new Error(`a row of ${table} lacks ${property}: ${JSON.stringify(row)}`);
      return cell(value);
    });
    return `${[cell(runId), ...cells].join(',')}\n`;
  };
  let lines = [`${['run_id', ...columns].join(',')}\n`];
  for (const row of rows) {
    if (lines.length === rowsPerChunk) {
      yield lines.join('');
      lines = [];
    }
    lines.push(lineOf(row));
  }
  yield lines.join('');
}

/** The whole of a table as one text. @see tableCsvChunks */
export const tableCsv = (table: TableRows, runId: string): string =>
  [...tableCsvChunks(table, runId)].join('');

function cell(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return quoted(typeof value === 'string' ? withoutZeros(value) : jsonWithoutZeros(value));
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
