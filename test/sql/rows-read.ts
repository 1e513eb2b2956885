import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { panelSql } from '../../metabase/panel-sql.js';
import { panelQueries } from '../../report/panel-queries.js';

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A panel's statement in one of its forms. */
export interface PanelStatement {
  readonly panel: string;
  readonly form: 'Metabase' | 'page';
  readonly sql: string;
}

/** What each panel asks, as Metabase does when no filter is set, and as the page of a run does. */
export function panelStatements(runId: string): PanelStatement[] {
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const pages = new Map(panelQueries(dashboards, runId).map((query) => [query.panel, query.sql]));
  return panels.flatMap((panel) => [
    { panel: panel.name, form: 'Metabase' as const, sql: panelSql(panel, []) },
    {
      panel: panel.name,
      form: 'page' as const,
      sql: pages.get(panel.name)!.replaceAll(':run_id', `'${runId}'`),
    },
  ]);
}

/** Rows that a statement's scans have looked at, by table. */
export async function rowsRead(database: Database, sql: string): Promise<Map<string, number>> {
  const [explained] = await database.query<{ 'QUERY PLAN': unknown }>(
    `explain (analyze, format json) ${sql}`,
  );
  const text = explained!['QUERY PLAN'];
  const [{ Plan }] = (typeof text === 'string' ? JSON.parse(text) : text) as [{ Plan: PlanNode }];
  const read = new Map<string, number>();
  const visit = (node: PlanNode) => {
    const table = node['Relation Name'];
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    const rows = (node['Actual Rows'] + removed) * node['Actual Loops'];
    if (table) read.set(table, (read.get(table) ?? 0) + rows);
    node.Plans?.forEach(visit);
  };
  visit(Plan);
  return read;
}
