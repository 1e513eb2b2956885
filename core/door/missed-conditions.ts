import { type Condition, meetsCondition, type Rule } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/**
 * What a customer does not meet on the way in of which they miss least; nothing where the rule is met.
 * @param i the customer: a row of the columns
 */
export function missedConditions(enter: Rule, columns: FeatureColumns, i: number): readonly Condition[] {
  return enter
    .map((path) => path.filter((condition) => !meetsCondition(condition, columns, i)))
    .reduce((a, b) => (b.length < a.length ? b : a));
}
