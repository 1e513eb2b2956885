import { csvLine } from '../core/csv/csv-line.js';
import type { Panel } from '../dashboards/dashboard.js';
import { formatColumns } from '../dashboards/format-columns.js';
import type { Row } from './read-rows.js';

/**
 * A panel's rows as CSV, under the names that its view gives the columns: figures as they are, not as they are
 * rounded on the page, and no text that a spreadsheet would run as a formula.
 */
export function panelCsv({ columns }: Panel, rows: readonly Row[]): string {
  const needsUnit = formatColumns(columns).includes('unit');
  const names = [...new Set([...columns.map(({ name }) => name), ...(needsUnit ? ['unit'] : [])])];
  const cellOf = (row: Row, name: string) => {
    const cell = row[name]!;
    return typeof cell === 'boolean' ? String(cell) : cell;
  };
  return [names, ...rows.map((row) => names.map((name) => cellOf(row, name)))].map(csvLine).join('');
}
