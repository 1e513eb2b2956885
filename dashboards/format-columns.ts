import type { Column } from './dashboard.js';

/** Columns that some formats read besides their own. */
export function formatColumns(columns: readonly Column[]): string[] {
  const has = (wanted: string) => columns.some(({ format }) => format === wanted);
  return [...(has('segment') ? ['segment_id', 'is_insiders'] : []), ...(has('measure') ? ['unit'] : [])];
}
