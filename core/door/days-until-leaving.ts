import { meetsPath, type Path, type Rule } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/**
 * In how many days a customer who orders nothing more stops meeting the rule to stay: at least 1; 0 where they do not
 * meet it today; undefined where time alone never ends it.
 * @param i the customer: a row of the columns
 */
export function daysUntilLeaving(keep: Rule, columns: FeatureColumns, i: number): number | undefined {
  const open = keep.filter((path) => meetsPath(path, columns, i)).map((path) => daysOpen(path, columns, i));
  return open.includes(undefined) ? undefined : Math.max(0, ...(open as number[]));
}

/** Days until the time away closes a path that is open. */
function daysOpen(path: Path, columns: FeatureColumns, i: number): number | undefined {
  const bound = path.find(({ feature, bound }) => feature === 'recency_days' && bound === 'below');
  return bound ? bound.cutoff - columns.recency_days![i]! : undefined;
}
