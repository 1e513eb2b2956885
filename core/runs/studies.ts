import type { TableRows } from '../csv/table-csv.js';

/**
 * Questions to the segmentation that take computing, each answered on its own: the names are files in `lambdas/study/`, or in a folder of their name there.
 * The longest stand first, because few threads that take them in this order end at nearly the same time.
 */
export const studies = [
  'membership',
  'forecast',
  'guarantee',
  'explore',
  'portfolio',
  'segments',
  'effect',
  'revenue',
  'products',
  'reorders',
  'returns',
  'campaign',
  'cohorts',
  'experiment',
  'movers',
  'trial',
] as const;
export type StudyName = (typeof studies)[number];

export interface StudyTask {
  readonly dataset: string;
  readonly runId: string;
  readonly study: StudyName;
}

/** An answer that cannot be given. */
export interface Refusal {
  /** The panel that stays empty. */
  readonly topic: string;
  /** Why, in one sentence. */
  readonly reason: string;
}

/** What a study has found out. */
export interface StudyResult<Findings = unknown> {
  /** One line for people. */
  readonly summary: string;
  /** Rows for PostgreSQL: tables that no other study writes. */
  readonly tables: readonly TableRows[];
  readonly refusals: readonly Refusal[];
  /** Figures that sentences are made of. */
  readonly findings: Findings;
}

/** A table of a study, stored as CSV objects that the database imports one by one. */
export interface StudyTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
}

/** A study's result as it is stored: `runs/<runId>/study/<study>.json`. */
export interface StudyDocument<Findings = unknown> extends Omit<StudyResult<Findings>, 'tables'> {
  readonly tables: readonly StudyTable[];
}
