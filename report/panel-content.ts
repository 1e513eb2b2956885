import type { Panel } from '../dashboards/dashboard.js';
import type { Row } from './read-rows.js';

/** What a panel shows, and what its words depend on. */
export interface PanelContent {
  readonly rows: readonly Row[];
  /** Rows the view has for the run; more than `rows` where the page does not hold all. */
  readonly total: number;
  /** ISO 4217 code, or null for none. */
  readonly currency: string | null;
  /** Why the run could not answer. */
  readonly refusal?: string | undefined;
  /** Something was chosen that does not narrow this panel. */
  readonly isUntouched?: boolean;
  /** Where all rows can be had as CSV; without it the browser makes the file from the rows it holds. */
  readonly download?: string | undefined;
}

/** Rows of a table that are shown before anybody asks for more. */
const shownAtFirst = { search: 15, table: 50 };

export function shownRows({ chart, limit }: Panel, { length }: readonly Row[]): number {
  if (chart.kind !== 'table') return length;
  return Math.min(length, chart.search ? shownAtFirst.search : (limit ?? shownAtFirst.table));
}
