import type { Dashboard, Panel } from '../dashboards/dashboard.js';
import { neededColumns } from './read-rows.js';

export interface PanelQuery {
  /** The panel's name: the key under which `renderReport` expects the rows. */
  readonly panel: string;
  readonly sql: string;
  readonly values: { readonly run_id: string };
}

/** One query per panel, with its values bound by name. */
export function panelQueries(dashboards: readonly Dashboard[], runId: string): PanelQuery[] {
  return dashboards
    .flatMap(({ panels }) => panels)
    .map((panel) => ({ panel: panel.name, sql: selectOf(panel), values: { run_id: runId } }));
}

/** Counts before the limit, so that the page can say how many it does not show. */
const selectOf = (panel: Panel) =>
  [
    `select ${[...neededColumns(panel).map(quoted), 'count(*) over () as total_rows'].join(', ')}`,
    `from ${panel.name}`,
    'where run_id = :run_id',
    `order by ${panel.order}`,
    ...(panel.limit === undefined ? [] : [`limit ${panel.limit}`]),
  ].join('\n');

const quoted = (column: string) => `"${column}"`;
