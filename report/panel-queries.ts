import type { Dashboard, Panel } from '../dashboards/dashboard.js';
import type { Condition } from './narrowing.js';
import { neededColumns } from './read-rows.js';
import { quoted, type RowsQuery } from './read-together.js';

export interface PanelQuery extends RowsQuery {
  /** The panel's name: the key under which `renderReport` expects the rows. */
  readonly panel: string;
}

/** Rows of a table that the page holds at most, for its search and its download, so that its size has a bound. */
const mostTableRows = { searched: 5000, listed: 2000 };

/** One query per panel, with its values bound by name. */
export const panelQueries = (
  dashboards: readonly Dashboard[],
  runId: string,
  conditionsOf: (panel: Panel) => readonly Condition[] = () => [],
): PanelQuery[] =>
  dashboards
    .flatMap(({ panels }) => panels)
    .map((panel) => panelQuery(panel, runId, conditionsOf(panel), limitOf(panel)));

/** Everything that a panel could show: what its download holds. */
export function panelQuery(
  panel: Panel,
  runId: string,
  conditions: readonly Condition[],
  limit?: number,
): PanelQuery {
  const columns = neededColumns(panel);
  const rows = [
    `from ${panel.name}`,
    'where run_id = :run_id',
    ...conditions.map((condition) => `and ${condition.sql}`),
  ];
  // So that the page can say how many it does not show. A window would read every row whole to count it.
  const total = limit === undefined ? 'null' : `(select count(*) ${rows.join(' ')})`;
  const sql = [
    `select ${[...columns.map(quoted), `${total} as total_rows`].join(', ')}`,
    ...rows,
    `order by ${panel.order}`,
    ...(limit === undefined ? [] : [`limit ${limit}`]),
  ].join('\n');
  const values = Object.assign({ run_id: runId }, ...conditions.map((condition) => condition.values));
  return { panel: panel.name, sql, values, columns: [...columns, 'total_rows'] };
}

/** A table shows its first rows and holds the others; what is drawn is drawn whole. */
function limitOf({ chart, limit }: Panel): number | undefined {
  if (chart.kind !== 'table') return limit;
  return chart.search ? mostTableRows.searched : mostTableRows.listed;
}
