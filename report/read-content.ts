import type { Dashboard } from '../dashboards/dashboard.js';
import { type Choice, type Condition, conditionsOn } from './narrowing.js';
import { panelQueries } from './panel-queries.js';
import type { DatabaseRow } from './read-rows.js';
import { type Query, type RowsQuery, readTogether } from './read-together.js';
import { type ReportMeta, readReportMeta, reportMetaQuery } from './report-meta.js';

/** Panel name -> the rows that its query gave. */
export type RowsByPanel = Readonly<Record<string, readonly DatabaseRow[]>>;

/** Panel name -> why the run could not answer it: shown where there are no rows. */
export type Refusals = Readonly<Record<string, string>>;

/** What the page of a run is made of. */
export interface RunContent {
  readonly meta: ReportMeta;
  readonly rows: RowsByPanel;
  readonly refusals: Refusals;
  /** Panels that the choices leave as they are; empty where nothing was chosen. */
  readonly untouched: ReadonlySet<string>;
}

/** Choices of a reader, and which view has which columns. */
export interface Narrowed {
  readonly choices: readonly Choice[];
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @throws Error if there is no such run */
export async function readContent(
  query: Query,
  dashboards: readonly Dashboard[],
  runId: string,
  { choices, columns }: Narrowed = { choices: [], columns: new Map() },
): Promise<RunContent> {
  const untouched = new Set<string>();
  const conditionsOf = ({ name }: { name: string }): readonly Condition[] => {
    const conditions = conditionsOn(columns.get(name) ?? new Set(), choices);
    if (choices.length > 0 && conditions.length === 0) untouched.add(name);
    return conditions;
  };
  const panels = panelQueries(dashboards, runId, conditionsOf);
  const [runs, refused, ...results] = await readTogether(query, [
    reportMetaQuery(runId),
    refusalsQuery(runId),
    ...panels,
  ]);
  return {
    meta: readReportMeta(runs![0]),
    rows: Object.fromEntries(panels.map(({ panel }, i) => [panel, results[i]!])),
    refusals: Object.fromEntries(refused!.map(({ topic, reason }) => [String(topic), String(reason)])),
    untouched,
  };
}

const refusalsQuery = (runId: string): RowsQuery => ({
  columns: ['topic', 'reason'],
  sql: 'select topic, reason from refusals where run_id = :run_id',
  values: { run_id: runId },
});
