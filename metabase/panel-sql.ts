import type { Filter, Panel } from '../dashboards/dashboard.js';
import { shownColumns } from './shown-columns.js';

/**
 * The panel's rows of the newest run of each dataset. Run by run, so that the database reads that run's rows only: a
 * view's windows and joins take a condition in when it names one run, and not when it names what a run must be like.
 * `offset 0` keeps the database from undoing that.
 *
 * A filter stands bare: Metabase writes the whole condition there, with the column as `"public"."view"."column"`, hence
 * the schema and no alias.
 */
export function panelSql(panel: Panel, filters: readonly Filter[]): string {
  const first = panel.limit === undefined ? [] : [`order by ${panel.order}`, `limit ${panel.limit}`];
  const ofRun = [
    'select *',
    `from "public"."${panel.name}"`,
    'where run_id = newest.newest_run_id',
    ...filters.map(({ name }) => `  [[and {{${name}}}]]`),
    ...(first.length > 0 ? first : ['offset 0']),
  ];
  return [
    `select ${shownColumns(panel)
      .map(({ name }) => `"${name}"`)
      .join(', ')}`,
    'from (select run_id from "public"."current_runs") as newest (newest_run_id)',
    'cross join lateral (',
    ...ofRun.map((line) => `  ${line}`),
    ') as panel',
    ...(first.length > 0 ? first : [`order by ${panel.order}`]),
  ].join('\n');
}
