import type { DatabaseRow } from './read-rows.js';
import type { RowsQuery } from './read-together.js';

/** What the page says of its run as a whole. */
export interface ReportMeta {
  readonly runId: string;
  readonly dataset: string;
  /** ISO 4217 code, or null for none. */
  readonly currency: string | null;
  readonly customers: number;
  /** ISO dates of the first and the last order. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly rulesHash: string;
  readonly engineVersion: string;
  readonly seed: number;
  /** ISO time at which the run began; null where an earlier version did not say. */
  readonly madeAt: string | null;
  /** What has to be known of how the files were read and cleaned. */
  readonly notes: readonly string[];
}

const columns = [
  'run_id',
  'dataset',
  'currency',
  'customers',
  'period_from',
  'period_to',
  'rules_hash',
  'engine_version',
  'seed',
  'started_at',
  'notes',
];

export const reportMetaQuery = (runId: string): RowsQuery => ({
  columns,
  sql: `select ${columns.join(', ')} from runs where run_id = :run_id`,
  values: { run_id: runId },
});

/** @throws Error if there is no such run */
export function readReportMeta(row: DatabaseRow | undefined): ReportMeta {
  if (!row) throw new Error('there is no such run in the database');
  return {
    runId: String(row.run_id),
    dataset: String(row.dataset),
    currency: row.currency === null ? null : String(row.currency),
    customers: Number(row.customers),
    periodFrom: String(row.period_from),
    periodTo: String(row.period_to),
    rulesHash: String(row.rules_hash),
    engineVersion: String(row.engine_version),
    seed: Number(row.seed),
    madeAt: timeOf(row.started_at),
    notes: notesOf(row.notes),
  };
}

/** The Data API gives JSON as text. */
function notesOf(notes: unknown): string[] {
  const list: unknown = typeof notes === 'string' ? JSON.parse(notes) : (notes ?? []);
  return (list as unknown[]).map(String);
}

/** Drivers give a time as an object or as text. */
const timeOf = (time: unknown): string | null =>
  time === null || time === undefined ? null : time instanceof Date ? time.toISOString() : String(time);
