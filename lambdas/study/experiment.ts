import { addDays } from '../../core/dates/add-days.js';
import { countDays } from '../../core/dates/count-days.js';
import { earlyShare } from '../../core/experiment/always-valid.js';
import type { ExperimentFindings } from '../../core/experiment/experiment-findings.js';
import { planTest, winsorisedAt } from '../../core/experiment/plan-test.js';
import { splitArms } from '../../core/experiment/split-arms.js';
import type { TestDesign } from '../../core/experiment/test-design.js';
import { createRandom } from '../../core/random/random.js';
import type { StudyResult } from '../../core/runs/studies.js';
import { percent } from '../../core/segments/describe-segment.js';
import { tooFewInWords } from '../../core/words/figures.js';
import { type AgeRange, readSpending, type Spending } from './customers/spending.js';
import { withOrders } from './customers/with-orders.js';
import type { Study, StudyContext } from './study-context.js';

/** Test lengths to choose among, beside the rules' own. */
const testDays = [28, 56, 91, 182];
/** The formulas are for many customers: fewer prove nothing. */
const fewest = 30;

/** What a test on the Insiders can prove and what not, and who is held out of it. */
export const experiment: Study<ExperimentFindings> = async (context, io) => {
  const { receipt, plan } = context;
  const historyDays = countDays(receipt.from, receipt.asOf);
  const lengths = [...new Set([...testDays, plan.rules.campaign.windowDays])].sort((a, b) => a - b);
  const possible = lengths.filter((days) => historyDays >= 2 * days);
  const spending = await withOrders(io, context.runId, (engine) =>
    readSpending(engine, receipt.asOf, [{ from: 0, to: historyDays }, ...possible.flatMap(rangesOf)]),
  );
  return resultOf(context, spending, possible);
};

/** The newest window of so many days, the one before it, and everything before the newest. */
const rangesOf = (days: number): AgeRange[] => [
  { from: 0, to: days },
  { from: days, to: 2 * days },
  { from: days, to: Number.MAX_SAFE_INTEGER },
];

type TestPlan = ExperimentFindings['plans'][number];

function resultOf(
  { plan, profile, receipt }: StudyContext,
  spending: Spending,
  lengths: readonly number[],
): StudyResult<ExperimentFindings> {
  const { campaign, seed } = plan.rules;
  // Planned as it will be read: what is spent on looks before the end is not there at the end.
  const design: TestDesign = {
    ...{ ...campaign, customers: profile.insiders.customers },
    significance: (1 - earlyShare) * campaign.significance,
  };
  const arms = armRows(spending, campaign.holdoutShare, seed);
  const short = refusalOf(design.customers, lengths);
  const planned = short === null ? planTests(spending, lengths, design, campaign.lift) : [];
  const reason = short ?? (planned.some(({ base }) => base > 0) ? null : nothingToLift);
  const plans = reason === null ? planned : [];
  return {
    summary: `experiment: ${reason ?? sayProvable(plans, campaign.lift)}`,
    tables: [
      {
        table: 'experiment_plan',
        columns: [
          ...['position', 'days', 'ends_on', 'measure', 'customers', 'base', 'deviation', 'correlation'],
          ...['detectable_lift', 'lift', 'customers_needed', 'is_provable'],
        ],
        rows: plans.map((test, index) => ({
          ...test,
          position: index + 1,
          endsOn: addDays(receipt.asOf, test.days),
          customers: design.customers,
          lift: campaign.lift,
        })),
      },
      { table: 'experiment_arms', columns: ['customer_id', 'arm', 'stratum'], rows: arms },
    ],
    refusals: reason === null ? [] : ['test_plan', 'test_summary'].map((topic) => ({ topic, reason })),
    findings: { customers: design.customers, lift: campaign.lift, winsorisedAt, plans },
  };
}

const nothingToLift =
  'No group like the Insiders has ordered again so far: there is nothing that a campaign could lift.';

function refusalOf(customers: number, lengths: readonly number[]): string | null {
  if (customers < fewest) {
    return `${tooFewInWords(customers, 'Insider')} for any test: it takes ${fewest} at the least.`;
  }
  return lengths.length > 0
    ? null
    : `A test needs two windows of ${testDays[0]} days to be planned from; the orders cover less.`;
}

/**
 * A test is planned from what a group like the Insiders did in the newest window: as many customers as there are
 * Insiders, those with the highest revenue *before* it. The Insiders themselves were elected with that window in view.
 */
function planTests(
  { byRange }: Spending,
  lengths: readonly number[],
  design: TestDesign,
  lift: number,
): TestPlan[] {
  return lengths.flatMap((days, i) => {
    const [newest, earlier, before] = [1, 2, 3].map((range) => byRange[3 * i + range]!);
    const group = highest(before!, design.customers);
    const of = (values: Float64Array) => Float64Array.from(group, (customer) => values[customer]!);
    return planTest(of(newest!), of(earlier!), design, lift).map((plan) => ({ ...plan, days }));
  });
}

/** Places of the largest values, the first of equals first. */
const highest = (values: Float64Array, count: number): Int32Array =>
  Int32Array.from(values.keys())
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .subarray(0, count);

/** The Insiders by revenue, split so that both arms are alike in it. */
function armRows({ customers, byRange }: Spending, holdoutShare: number, seed: number): object[] {
  const revenue = byRange[0]!;
  const insiders = Int32Array.from(customers.keys())
    .filter((customer) => customers[customer]!.isInsider)
    .sort((a, b) => revenue[b]! - revenue[a]! || a - b);
  const isHeldOut = splitArms(insiders.length, holdoutShare, createRandom(`${seed}/arms`));
  return Array.from(insiders, (customer, place) => ({
    customerId: customers[customer]!.customerId,
    arm: isHeldOut[place] ? 'holdout' : 'campaign',
    stratum: Math.floor(place / 10) + 1,
  }));
}

/** Of revenue: the lift of the rules is one of revenue, and repurchase is another measure. */
function sayProvable(plans: readonly TestPlan[], lift: number): string {
  const ofRevenue = plans.filter(({ measure }) => measure !== 'repurchase');
  const hoped = `a lift of ${percent(lift)} in revenue`;
  const first = ofRevenue.find(({ isProvable }) => isProvable);
  if (first) return `${hoped} can be proven in ${first.days} days (${first.measure})`;
  const sharpest = ofRevenue.reduce((a, b) =>
    (b.detectableLift ?? Number.POSITIVE_INFINITY) < (a.detectableLift ?? Number.POSITIVE_INFINITY) ? b : a,
  );
  if (sharpest.detectableLift === null) return `${hoped} cannot be proven on so few`;
  return `${hoped} cannot be proven on so few; the least that can is ${percent(sharpest.detectableLift)}, in ${sharpest.days} days (${sharpest.measure})`;
}
