import { firstDay } from '../forecast/order-days.js';
import { meetsRule } from '../membership/rule.js';
import { createRandom } from '../random/random.js';
import { besideModel } from './beside-model.js';
import { columnsOf, type DoorRule, drawRule, type Rhythm } from './draw-rule.js';
import { horizonOf } from './horizon.js';
import { judgePromise, nothingPromised } from './judge-promise.js';
import { isOneOfSome, type OrderHistory, type Standing, someOf, usualGap } from './order-history.js';
import { pastElections } from './past-elections.js';
import type { PastPromise } from './promise.js';
import { resampledMembers } from './resampled-members.js';
import { standOut } from './stands-out.js';
import { type LargestNames, whyNobody } from './why-nobody.js';

/** The rule as it was published, and since when it stands. */
export interface PublishedRule extends DoorRule, Rhythm {
  /** ISO date: the last day that was known when it was drawn. */
  readonly drawnOn: string;
}

export interface ElectionInput {
  readonly history: OrderHistory;
  /** The last day that is known: days since 1970-01-01, and as an ISO date. */
  readonly day: number;
  readonly asOf: string;
  /** Today's customers as the features have them, one row per customer of the history. */
  readonly standing: Pick<Standing, 'revenue' | 'orders' | 'recencyDays'>;
  readonly largest: LargestNames;
  readonly seed: number;
  /** Customers in the best group of the segmentation. */
  readonly bestGroup: number;
  /** Largest share of the customers that may be elected, 0..1. */
  readonly largestShare: number;
  /** Months that are looked ahead, of which the first that suits is measured. */
  readonly horizonMonths: readonly number[];
  /** Share of outcomes that an interval is to hold, 0..1. */
  readonly level: number;
  /** What the run before has published; null where there is none. */
  readonly before: ElectedBefore | null;
  /** Days for which a published rule stands. */
  readonly standsDays: number;
}

export interface ElectedBefore {
  readonly rule: PublishedRule;
  /** Uint8Array (nCustomers): 1 for whoever was a member. */
  readonly wasMember: Uint8Array;
}

export interface Elected {
  /** Uint8Array (nCustomers): 1 for the members. */
  readonly isMember: Uint8Array;
  /** Null where nobody is elected. */
  readonly rule: PublishedRule | null;
  /** Why nobody was elected; null where somebody was. */
  readonly nobody: string | null;
  /** Why the rule of the run before does not stand any more; null where it does, or where there is none. */
  readonly redrawn: string | null;
  /** Whether the rule is that of the run before. */
  readonly stands: boolean;
  readonly promise: PastPromise;
  /** Of the members, how many are so when the orders are dealt again: mean Jaccard overlap, 0..1. */
  readonly overlap: number;
}

/**
 * Elects the best customers: by the rule that was published before while it stands, else by one drawn anew. As many
 * are let in as the segmentation's best group has, at most the largest share; members of before stay by the rule to
 * stay. Nobody is elected where nobody stands out.
 */
export function elect(input: ElectionInput): Elected {
  const { history, day, standing, bestGroup, largestShare, level } = input;
  const nCustomers = standing.revenue.length;
  const most = Math.floor(largestShare * nCustomers + 1e-9);
  const size = Math.min(bestGroup, most);
  const first = firstDay(history);
  const historyDays = day - first + 1;
  const gapDays = usualGap(history, day);
  const nobody = (why: string): Elected => ({
    isMember: new Uint8Array(nCustomers),
    ...{ rule: null, nobody: why, redrawn: null, stands: false },
    promise: nothingPromised(why, level),
    overlap: 0,
  });
  const horizonDays = horizonOf(historyDays, gapDays ?? 1, input.horizonMonths);
  const share = size / nCustomers;
  const measured = someOf(history, mostMeasured);
  const why = whyNobody(standing, standOut(measured, day, { horizonDays, share }), input.largest);
  if (why !== undefined) return nobody(why);
  if (size < 1)
    return nobody(`Of ${nCustomers} customers none may be elected by the largest share of the rules.`);

  const past = pastElections(measured, day, { horizonDays, share });
  const drawn = drawnRule(input, { ...past.terms, gapDays: gapDays! }, { size, most });
  if (!drawn) return nobody('Those who spent most cannot be told from others who spent as much.');
  return {
    ...drawn,
    nobody: null,
    promise: judgePromise(besideModel(measured, past.elections, horizonDays), {
      ...{ horizonDays, historyDays, level },
    }),
    overlap: overlapOf(input, drawn),
  };
}

/** Resamples for the figure of the group; single memberships are studied with more. */
const nResamples = 20;

function overlapOf({ history, day, seed }: ElectionInput, { isMember, rule }: Drawn): number {
  const some = someOf(history, mostMeasured);
  const ofSome = isMember.filter((_, i) => isOneOfSome(i, history.nCustomers, mostMeasured));
  const options = { day, rhythm: rule!, size: countOf(ofSome), nResamples };
  return resampledMembers(some, ofSome, options, createRandom(`${seed}/overlap`)).jaccard;
}

/** The past of so many customers tells as much as that of all. */
const mostMeasured = 50_000;

interface Sizes {
  /** Customers that a rule drawn anew lets in, and the most that may be members with those who stay. */
  readonly size: number;
  readonly most: number;
}

type Drawn = Pick<Elected, 'isMember' | 'rule' | 'redrawn' | 'stands'>;

function drawnRule(
  { standing, asOf, before, standsDays }: ElectionInput,
  rhythm: Rhythm,
  { size, most }: Sizes,
): Drawn | undefined {
  const columns = columnsOf(standing);
  const nCustomers = standing.revenue.length;
  const membersOf = ({ enter, stay }: DoorRule) =>
    Uint8Array.from({ length: nCustomers }, (_, i) =>
      Number(meetsRule(enter, columns, i) || (before?.wasMember[i] === 1 && meetsRule(stay, columns, i))),
    );
  let redrawn: string | null = null;
  if (before) {
    const isMember = membersOf(before.rule);
    redrawn = whyRedrawn(before.rule, asOf, countOf(isMember), standsDays, { size, most });
    if (redrawn === null) return { isMember, rule: before.rule, redrawn, stands: true };
  }
  // Those who stay take room: the rule lets in fewer, until all fit under the largest share.
  for (let letIn = size; letIn > 0; ) {
    const rule = drawRule(standing, rhythm, letIn);
    if (!rule) return undefined;
    const isMember = membersOf(rule);
    const over = countOf(isMember) - most;
    if (over <= 0) return { isMember, rule: { ...rule, ...rhythm, drawnOn: asOf }, redrawn, stands: false };
    letIn -= over;
  }
  const rule = drawRule(standing, rhythm, size);
  if (!rule) return undefined;
  const strict = { enter: rule.enter, stay: rule.enter };
  return { isMember: membersOf(strict), rule: { ...rule, ...rhythm, drawnOn: asOf }, redrawn, stands: false };
}

/** Fewer members than this part of what they may be, and the rule lets too few in. */
const leastPart = 0.5;

function whyRedrawn(
  { drawnOn }: PublishedRule,
  asOf: string,
  members: number,
  standsDays: number,
  { size, most }: Sizes,
): string | null {
  const days = Math.round((Date.parse(asOf.slice(0, 10)) - Date.parse(drawnOn.slice(0, 10))) / 86_400_000);
  if (days > standsDays)
    return `the rule of ${drawnOn.slice(0, 10)} stood for ${standsDays} days, which are over`;
  if (days < 0) return `the rule before was drawn on later orders, until ${drawnOn.slice(0, 10)}`;
  if (members > most) return 'more customers met the rule before than may be Insiders';
  if (members < leastPart * size) return 'the rule before let in too few customers';
  return null;
}

const countOf = (isMember: Uint8Array) => isMember.reduce((sum, one) => sum + one, 0);
