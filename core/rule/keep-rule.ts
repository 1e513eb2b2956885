import type { Unit } from '../features.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { membersSorted } from './members-sorted.js';
import { plainAbove, plainAtMost } from './plain-cutoffs.js';
import type { Condition, Path, Rule } from './rule.js';
import { withoutNarrower } from './without-narrower.js';

/** Share of the members who keep to each bound. */
const share = 0.99;
/** How much looser than the bound to enter it is at least: nobody goes in and out for a trifle. */
const slack = { atLeast: 0.9, below: 1.25 };

/**
 * What a member has to keep to: the ways in, each bound loosened to what 99 % of the members keep to, and by a tenth
 * at least (a fourth for days away). Whoever may enter may stay.
 * @param isMember Uint8Array (nCustomers), 1 for members, at least one
 */
export function keepRule(
  enter: Rule,
  columns: FeatureColumns,
  units: Readonly<Record<string, Unit>>,
  isMember: Uint8Array,
): Rule {
  const rows = Int32Array.from(isMember.keys());
  const loosen = ({ feature, bound, cutoff }: Condition): Path => {
    const values = membersSorted(columns, feature, isMember, rows);
    const unit = units[feature]!;
    if (bound === 'below') {
      const reach = Math.max(quantileOfSorted(values, share), slack.below * cutoff * (1 - 1e-9));
      return [{ feature, bound, cutoff: plainAbove(unit, reach) }];
    }
    const lower = plainAtMost(unit, Math.min(quantileOfSorted(values, 1 - share), slack.atLeast * cutoff));
    return lower === undefined ? [] : [{ feature, bound, cutoff: lower }];
  };
  return withoutNarrower(enter.map((path) => path.flatMap(loosen)));
}
