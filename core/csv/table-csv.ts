import { camelCase } from './camel-case.js';

/** Rows for one table: a column `mean_revenue` is the rows' property `meanRevenue`. `run_id` comes of itself. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<object>;
}

/**
 * A table's rows as PostgreSQL's COPY reads them: an empty cell is null, an empty text is quoted.
 * @throws Error where a row lacks a column
 */
export function tableCsv({ table, columns, rows }: TableRows, runId: string): string {
  const properties = columns.map(camelCase);
  const lines = Array.from(rows, (row) => {
    const cells = properties.map((property) => {
      const value = (row as Record<string, unknown>)[property];
      if (value === undefined) throw new Error(`a row of ${table} lacks ${property}: ${JSON.stringify(row)}`);
      return cell(value);
    });
    return [cell(runId), ...cells].join(',');
  });
  return `${[['run_id', ...columns].join(','), ...lines].join('\n')}\n`;
}

function cell(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return quoted(typeof value === 'string' ? withoutZeros(value) : json(value));
}

const json = (value: unknown) =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'string' ? withoutZeros(inner) : inner));

/** PostgreSQL's text holds every character but this one. */
const withoutZeros = (text: string) => text.replaceAll('\0', '\uFFFD');

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
