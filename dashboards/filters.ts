import type { Filter } from './dashboard.js';

/** Declared once, for every panel whose view has the column. */
export const filters: readonly Filter[] = [
  { name: 'segment', title: 'Segment', column: 'segment', kind: 'word' },
  { name: 'country', title: 'Country', column: 'country', kind: 'word' },
  { name: 'period', title: 'Last order', column: 'last_ordered_on', kind: 'date' },
  { name: 'run', title: 'Run', column: 'run_id', kind: 'word' },
];
