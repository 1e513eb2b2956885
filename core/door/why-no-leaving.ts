import type { Rule } from '../rule/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { countInWords, wholeInWords } from '../words/figures.js';

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
  const longest = Math.max(...away.map(({ cutoff }) => cutoff));
  // Of those away for long, half as long a window has seen the last order only by chance.
  return windowDays < 2 * longest
    ? `${countInWords(windowDays, 'day')} of orders are too few to see who stays away for ${countInWords(longest, 'day')}: that takes ${wholeInWords(2 * longest)}.`
    : undefined;
}
