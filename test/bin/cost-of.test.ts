import { costOf } from '../../bin/cloud/cost-of.js';
import type { ExecutionStep } from '../../io/execution-steps.js';

/** A minute's work, begun so many minutes after noon. */
const step = (name: string, minute: number): ExecutionStep => ({
  name,
  startedAt: new Date(2026, 0, 1, 12, minute),
  stoppedAt: new Date(2026, 0, 1, 12, minute + 1),
  items: 1,
  done: 1,
  calls: 1,
  callSeconds: 60,
  errors: [],
  summaries: [],
});

const databaseCost = (...names: string[]) => costOf({ steps: names.map(step), transitions: 0 }).database;

test('a run that ended before the database was asked has cost nothing there', () => {
  expect(databaseCost('plan', 'ingest')).toBe(0);
});

test('the database costs from the first step that has it to the end of the last, and until it pauses', () => {
  // Two minutes and five, of half a unit, at 0.12 USD an hour.
  expect(databaseCost('plan', 'load', 'publish')).toBeCloseTo((7 / 60) * 0.5 * 0.12, 10);
});
