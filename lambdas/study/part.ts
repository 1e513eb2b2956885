import type { TableRows } from '../../core/csv/table-csv.js';
import type { Refusal } from '../../core/runs/studies.js';

/** What one question of a study has found. */
export interface StudyPart<Findings> {
  readonly summary: string;
  readonly tables: readonly TableRows[];
  readonly refusals: readonly Refusal[];
  /** Null where it cannot be answered. */
  readonly findings: Findings | null;
}

/** A question that cannot be answered: its tables are there, and empty. */
export const refusedPart = (
  what: string,
  topics: readonly string[],
  reason: string,
  tables: readonly Omit<TableRows, 'rows'>[],
): StudyPart<never> => ({
  summary: `${what} refused`,
  tables: tables.map((table) => ({ ...table, rows: [] })),
  refusals: topics.map((topic) => ({ topic, reason })),
  findings: null,
});
