import type { Rule } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { countInWords } from '../words/figures.js';

/**
 * Why these orders cannot tell when somebody has gone, in one sentence; undefined where they can.
 * @param keep the rule to stay
 * @param columns must hold `buying_days`
 * @param windowDays days that the orders cover
 */
export function whyNoLeaving(keep: Rule, columns: FeatureColumns, windowDays: number): string | undefined {
  if (!columns.buying_days!.some((days) => days > 1)) {
    return 'Nobody has ordered twice, so that nobody knows how long a customer stays away.';
  }
  const away = keep.flat().filter(({ feature, bound }) => feature === 'recency_days' && bound === 'below');
  const shortest = Math.min(...away.map(({ cutoff }) => cutoff));
  // When a member is out is a matter of the rule; but nobody can have been away for longer than the orders go back.
  return windowDays < shortest
    ? `${countInWords(windowDays, 'day')} of orders are too few to see who stays away for ${countInWords(shortest, 'day')}.`
    : undefined;
}
