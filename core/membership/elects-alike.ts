import type { Rules } from '../rules/rules.js';
import { hashDocument } from '../runs/hash-document.js';

/**
 * Whether two runs elect by the same rules: a rule that was published stands as long. Which test was held, and since
 * when members are given something, has no say in who they are.
 */
export const electsAlike = (one: Rules, other: Rules): boolean =>
  hashDocument(electing(one)) === hashDocument(electing(other));

function electing({ experiment: _, insiders, ...rules }: Rules): unknown {
  const { benefitsSince: __, ...elected } = insiders;
  return { ...rules, insiders: elected };
}
