import { tooFewInWords } from '../words/figures.js';

/** Fewest members, and fewest others, of whom a rule can be learnt that is more than their list. */
const fewest = 10;

/** Why no rule can be found, in one sentence; undefined where one can. */
export function whyNoRule(members: number, others: number): string | undefined {
  if (members < fewest) return tooFew(members, 'Insider');
  if (others < fewest) return tooFew(others, 'other customer');
  return undefined;
}

const tooFew = (count: number, who: string) =>
  `${tooFewInWords(count, who)} to learn a rule from: it takes ${fewest}.`;
