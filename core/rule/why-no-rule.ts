import { countInWords } from '../words/figures.js';

/** Fewest members, and fewest others, of whom a rule can be learnt that is more than their list. */
const fewest = 10;

/** Why no rule can be found, in one sentence; undefined where one can. */
export function whyNoRule(members: number, others: number): string | undefined {
  if (members < fewest)
    return `${countInWords(members, 'Insider')}: a rule takes ${fewest} to be learnt from.`;
  if (others < fewest)
    return `${countInWords(others, 'other customer')}: a rule takes ${fewest} to be learnt from.`;
  return undefined;
}
