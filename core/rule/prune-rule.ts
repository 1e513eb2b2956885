import type { Path, Rule } from './rule.js';
import { withoutNarrower } from './without-narrower.js';

/**
 * Drops paths and conditions one at a time, always the one whose loss costs least, as long as the rule stays nearly
 * as good: what can be said in fewer words is understood by more people.
 * @param scoreOf how good a rule is, higher is better
 * @param price of a condition, in units of the score
 * @see Quinlan 1993, C4.5, chapter 5: from trees to rules
 */
export function pruneRule(rule: Rule, scoreOf: (rule: Rule) => number, price: number): Rule {
  let pruned = rule;
  let score = scoreOf(rule);
  for (;;) {
    const shorter = shorterRules(pruned)
      .map(withoutNarrower)
      .map((candidate) => ({ candidate, score: scoreOf(candidate) }))
      .map((entry) => ({ ...entry, worth: entry.score + price * (length(pruned) - length(entry.candidate)) }))
      .reduce((a, b) => (b.worth > a.worth ? b : a), { candidate: pruned, score, worth: score });
    if (shorter.candidate === pruned) return pruned;
    pruned = shorter.candidate;
    score = shorter.score;
  }
}

const length = (rule: Rule) => rule.reduce((sum, path) => sum + path.length, 0);

/** The rule without each of its paths, and without each of its conditions. */
function shorterRules(rule: Rule): Rule[] {
  return rule.flatMap((path, at): Rule[] => {
    const withPath = (replacement: readonly Path[]) => [
      ...rule.slice(0, at),
      ...replacement,
      ...rule.slice(at + 1),
    ];
    const withoutOne = path.length > 1 ? path.map((_, c) => path.filter((_, other) => other !== c)) : [];
    return [...(rule.length > 1 ? [withPath([])] : []), ...withoutOne.map((shorter) => withPath([shorter]))];
  });
}
