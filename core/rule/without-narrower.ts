import type { Condition, Path, Rule } from './rule.js';

/** Without the paths on which everybody also comes in by another: one that asks for less, or for the same before it. */
export function withoutNarrower(rule: Rule): Rule {
  return rule.filter((path, at) =>
    rule.every((other, otherAt) => {
      if (at === otherAt || !implies(path, other)) return true;
      return implies(other, path) && at < otherAt;
    }),
  );
}

/** Whether whoever meets the one path meets the other. */
const implies = (path: Path, other: Path): boolean =>
  other.every((wanted) => path.some((condition) => isAsStrict(condition, wanted)));

const isAsStrict = (one: Condition, other: Condition): boolean =>
  one.feature === other.feature &&
  one.bound === other.bound &&
  (one.bound === 'atLeast' ? one.cutoff >= other.cutoff : one.cutoff <= other.cutoff);
