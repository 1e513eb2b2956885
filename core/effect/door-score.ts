import type { Condition, Path, Rule } from '../membership/rule.js';
import { meetsCondition } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/** Where each customer stands before the threshold, in one number. */
export interface DoorScore {
  /** Int32Array (n): the customers who have a score, rising. Whoever is too late or came once has none. */
  readonly rows: Int32Array;
  /**
   * Float64Array (n): the logarithm of what they spent over what the rule asks of them, by the way in that suits them
   * best. From 0 on the rule lets them in, and nobody else.
   */
  readonly score: Float64Array;
}

const money = 'gross_revenue';

/**
 * The rule's own score. Each way in asks for money; its other conditions say for whom it is open.
 * @returns null where some way in asks for no money, or twice: then no single number says who is let in
 */
export function doorScore(rule: Rule, columns: FeatureColumns, nCustomers: number): DoorScore | null {
  const ways = rule.map(wayOf);
  if (ways.length === 0 || ways.some((way) => way === null)) return null;
  const rows: number[] = [];
  const score: number[] = [];
  for (let i = 0; i < nCustomers; i++) {
    let most = 0;
    for (const way of ways) {
      if (!way!.open.every((condition) => meetsCondition(condition, columns, i))) continue;
      most = Math.max(most, columns[money]![i]! / way!.cutoff);
    }
    if (!(most > 0)) continue;
    rows.push(i);
    score.push(Math.log(most));
  }
  return { rows: Int32Array.from(rows), score: Float64Array.from(score) };
}

function wayOf(path: Path): { cutoff: number; open: readonly Condition[] } | null {
  const asked = path.filter(({ feature, bound }) => feature === money && bound === 'atLeast');
  const open = path.filter((condition) => !asked.includes(condition));
  if (asked.length !== 1 || open.some(({ feature }) => feature === money)) return null;
  return { cutoff: asked[0]!.cutoff, open };
}
