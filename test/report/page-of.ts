import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { panelQueries } from '../../report/panel-queries.js';
import type { DatabaseRow } from '../../report/read-rows.js';
import { type Refusals, type RowsByPanel, renderReport } from '../../report/render-report.js';
import { type ReportMeta, readReportMeta, reportMetaQuery } from '../../report/report-meta.js';

export interface RunContent {
  readonly rows: RowsByPanel;
  readonly meta: ReportMeta;
}

/** What the page of a run is made of. */
export async function contentOf(database: Database, runId: string): Promise<RunContent> {
  const [run] = await database.query<DatabaseRow>(reportMetaQuery, { run_id: runId });
  const rows: Record<string, DatabaseRow[]> = {};
  for (const { panel, sql, values } of panelQueries(dashboards, runId)) {
    rows[panel] = await database.query(sql, values);
  }
  return { rows, meta: readReportMeta(run) };
}

export const pageOf = ({ rows, meta }: RunContent, refusals: Refusals = {}): string =>
  renderReport(dashboards, rows, meta, refusals);
