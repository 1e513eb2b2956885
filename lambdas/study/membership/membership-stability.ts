import type { TableRows } from '../../../core/csv/table-csv.js';
import { dayNumber } from '../../../core/forecast/months.js';
import type { StabilityFindings } from '../../../core/membership/membership-findings.js';
import type { Rule } from '../../../core/membership/rule.js';
import type { PublishedRule } from '../../../core/promise/elect.js';
import type { OrderHistory } from '../../../core/promise/order-history.js';
import { resampledMembers } from '../../../core/promise/resampled-members.js';
import { createRandom } from '../../../core/random/random.js';
import { certaintyOf } from '../../../core/stability/certainty.js';
import { medianOfSorted } from '../../../core/statistics/describe.js';
import type { StudiedCustomers } from '../customers/studied-customers.js';
import type { StudyContext } from '../study-context.js';

interface Stability {
  readonly tables: TableRows[];
  readonly findings: StabilityFindings;
  readonly resampledRules: readonly Rule[];
}

/** How often each customer is an Insider when the orders are dealt again and the rule is drawn from them. */
export function findStability(
  { plan, receipt }: StudyContext,
  { ids, isMember }: StudiedCustomers,
  history: OrderHistory,
  rule: PublishedRule,
): Stability {
  const members = isMember.reduce((sum, one) => sum + one, 0);
  const options = {
    ...{ day: dayNumber(receipt.asOf), rhythm: rule, size: members },
    nResamples: resamplesFor(history.days.length),
  };
  const random = createRandom(`${plan.rules.seed}/stability`);
  const { nResamples, timesMember, jaccard, rules } = resampledMembers(history, isMember, options, random);
  const certainties = Array.from(timesMember, (times) => certaintyOf(times / nResamples));
  const ofMembers = timesMember.filter((_, i) => isMember[i] === 1);
  const findings: StabilityFindings = {
    ...{ resamples: nResamples, drawn: ids.length, members, jaccard, withoutSegments: 0 },
    medianTimes: Math.floor(medianOfSorted(Float64Array.from(ofMembers).sort())),
    certainMembers: certainties.filter((word, i) => word === 'certain member' && isMember[i] === 1).length,
  };
  return {
    findings,
    resampledRules: rules,
    tables: stabilityTables(
      ids.map((customerId, i) => ({
        ...{ customerId, resamples: nResamples, timesMember: timesMember[i]!, certainty: certainties[i]! },
      })),
      [findings],
    ),
  };
}

/** So many days with orders are dealt in about two seconds. */
const mostDealt = 40_000_000;
const resamplesFor = (nEntries: number) => Math.max(20, Math.min(100, Math.floor(mostDealt / nEntries)));

export const stabilityTables = (customers: readonly object[], insiders: readonly object[]): TableRows[] => [
  {
    table: 'customer_stability',
    columns: ['customer_id', 'resamples', 'times_member', 'certainty'],
    rows: customers,
  },
  {
    table: 'insiders_stability',
    columns: ['resamples', 'drawn', 'jaccard', 'median_times', 'certain_members', 'without_segments'],
    rows: insiders,
  },
];
