import { lazyRows } from '../../../core/csv/lazy-rows.js';
import type { TableRows } from '../../../core/csv/table-csv.js';
import { describeDoor } from '../../../core/door/describe-door.js';
import { type Door, type DoorRules, doorOf, soonDays } from '../../../core/door/door.js';
import { missedConditions } from '../../../core/door/missed-conditions.js';
import { describeOwnRhythm, ownRhythmOf } from '../../../core/door/own-rhythm.js';
import { pastDoors } from '../../../core/door/past-doors.js';
import { whyNoLeaving } from '../../../core/door/why-no-leaving.js';
import { dayNumber } from '../../../core/forecast/months.js';
import { describeCondition, describeRule } from '../../../core/membership/describe-rule.js';
import { measureRule } from '../../../core/membership/measure-rule.js';
import type { RuleFindings } from '../../../core/membership/membership-findings.js';
import { meetsRule, type Rule } from '../../../core/membership/rule.js';
import { describeRhythm } from '../../../core/promise/describe-election.js';
import type { PublishedRule } from '../../../core/promise/elect.js';
import type { OrderHistory } from '../../../core/promise/order-history.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import { listOf } from '../../../core/words/list-of.js';
import type { StudiedCustomers } from '../customers/studied-customers.js';
import type { StudyContext } from '../study-context.js';

interface Doors {
  readonly findings: RuleFindings;
  readonly rules: DoorRules;
  readonly noLeaving: string | undefined;
  readonly tables: TableRows[];
}

/** The rule in words, and where it leaves everybody. */
export function findDoors(
  context: StudyContext,
  customers: StudiedCustomers,
  history: OrderHistory,
  rule: PublishedRule,
): Doors {
  const { ids, columns, isMember } = customers;
  const { insiders } = context.plan.rules;
  const currency = shownCurrency(context.receipt);
  const noLeaving = whyNoLeaving(rule.stay, columns, windowDays(context));
  const { asOf } = context.featurized;
  const { doorDays } = insiders;
  const members = isMember.reduce((sum, one) => sum + one, 0);
  const options = { doorDays, share: members / ids.length, rhythm: rule };
  const past = pastDoors(history, dayNumber(asOf), options);
  const rules: DoorRules = {
    ...{ enter: rule.enter, keep: rule.stay, asOf, doorDays, tellsLeaving: noLeaving === undefined },
    pace: past?.pace ?? 1,
  };
  // Customers may be a million: a door is made where it is counted, and again where it is written.
  const doorAt = (i: number) => doorOf(rules, columns, isMember[i] === 1, i);
  const { standings, byOn } = countDoors(ids.length, doorAt);
  const count = (standing: Door['standing']) => standings.get(standing) ?? 0;
  return {
    noLeaving,
    rules,
    findings: {
      enter: describeRule(rule.enter, currency),
      stay: describeRule(rule.stay, currency),
      rhythm: describeRhythm(rule),
      members,
      letIn: isMember.filter((one, i) => one === 1 && meetsRule(rule.enter, columns, i)).length,
      near: count('near'),
      byOn,
      nearBefore: past?.near ?? null,
      leavingSoon: count('leaving soon'),
      soonDays,
    },
    tables: doorTables(
      ruleRows(rule, customers, past?.near ?? null, currency),
      conditionRows(rule, currency),
      lazyRows(ids.length, (i) => doorRow(rules, doorAt(i), customers, i, currency)),
    ),
  };
}

interface DoorCounts {
  readonly standings: ReadonlyMap<Door['standing'], number>;
  /** ISO date by which to come in; null where there is nobody to. */
  readonly byOn: string | null;
}

function countDoors(nCustomers: number, doorAt: (i: number) => Door): DoorCounts {
  const standings = new Map<Door['standing'], number>();
  let byOn: string | null = null;
  for (let i = 0; i < nCustomers; i++) {
    const door = doorAt(i);
    standings.set(door.standing, (standings.get(door.standing) ?? 0) + 1);
    byOn ??= door.byOn;
  }
  return { standings, byOn };
}

/** What a door is measured by, and what the rule asks about. */
export const doorFeatures = [
  ...['gross_revenue', 'invoices', 'recency_days', 'tenure_days', 'buying_days', 'avg_gap_days'],
];

/** Days from the first to the as-of day. */
const windowDays = ({ featurized: { from, asOf } }: StudyContext) =>
  Math.round((Date.parse(asOf.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000) + 1;

const kinds = { enter: 'enter', keep: 'stay' } as const;

function ruleRows(
  { enter, stay, ...published }: PublishedRule,
  { columns, isMember }: StudiedCustomers,
  near: RuleFindings['nearBefore'],
  currency: string | null,
) {
  const rows = [
    { kind: kinds.enter, rule: enter },
    { kind: kinds.keep, rule: stay },
  ];
  const everybody = Int32Array.from(isMember.keys());
  return rows.map(({ kind, rule }) => {
    const measure = measureRule(rule, columns, isMember, everybody);
    return {
      ...measure,
      kind,
      sentence: `${kind === 'enter' ? `An Insider is anyone who ${describeRule(rule, currency)}` : `Anyone who ${describeRule(rule, currency)} stays in`}.`,
      precisionShare: measure.precision,
      recallShare: measure.recall,
      heldOutPrecision: null,
      heldOutRecall: null,
      heldOutFidelity: null,
      ...published,
      nearBefore: kind === 'enter' ? (near?.customers ?? null) : null,
      enteredSince: kind === 'enter' ? (near?.entered ?? null) : null,
    };
  });
}

function conditionRows({ enter, stay }: PublishedRule, currency: string | null) {
  const rowsOf = (kind: string, rule: Rule) =>
    rule.flatMap((path, at) =>
      path.map((condition, index) => ({
        ...condition,
        ...{ kind, path: at + 1, position: index + 1, words: describeCondition(condition, currency) },
      })),
    );
  return [...rowsOf(kinds.enter, enter), ...rowsOf(kinds.keep, stay)];
}

function doorRow(
  { enter, keep, asOf }: DoorRules,
  door: Door,
  { ids, columns }: StudiedCustomers,
  i: number,
  currency: string | null,
) {
  const own = ownRhythmOf(columns.avg_gap_days![i]!, columns.recency_days![i]!, asOf);
  return {
    ...{ customerId: ids[i]!, standing: door.standing, usualOrders: door.usualOrders },
    ...{ meetsEnter: meetsRule(enter, columns, i), meetsStay: meetsRule(keep, columns, i) },
    ordersMissing: door.steps?.orders ?? null,
    moneyMissing: door.steps?.money ?? null,
    piecesMissing: door.steps?.pieces ?? null,
    productsMissing: door.steps?.products ?? null,
    usualMoney: door.steps?.usualMoney ?? null,
    misses: listOf(missedConditions(enter, columns, i).map((missed) => describeCondition(missed, currency))),
    ...{ byOn: door.byOn, daysLeft: door.daysLeft, leavesOn: door.leavesOn },
    ...{ ownGapDays: own?.gapDays ?? null, dueOn: own?.dueOn ?? null, lateDays: own?.lateDays ?? null },
    sentence: [describeDoor(door, currency), describeOwnRhythm(own)].filter(Boolean).join(' '),
  };
}

export const doorTables = (
  rules: readonly object[],
  conditions: readonly object[],
  doors: Iterable<object>,
): TableRows[] => [
  {
    table: 'membership_rules',
    columns: [
      ...['kind', 'sentence', 'customers', 'members', 'let_in', 'kept', 'precision_share', 'recall_share'],
      ...['fidelity', 'held_out_precision', 'held_out_recall', 'held_out_fidelity'],
      ...['drawn_on', 'gap_days', 'gaps', 'times', 'near_before', 'entered_since'],
    ],
    rows: rules,
  },
  {
    table: 'membership_conditions',
    columns: ['kind', 'path', 'position', 'feature', 'bound', 'cutoff', 'words'],
    rows: conditions,
  },
  {
    table: 'customer_doors',
    columns: [
      ...['customer_id', 'standing', 'meets_enter', 'meets_stay', 'orders_missing', 'money_missing'],
      ...[
        'pieces_missing',
        'products_missing',
        'misses',
        'usual_money',
        'by_on',
        'usual_orders',
        'days_left',
      ],
      ...['leaves_on', 'own_gap_days', 'due_on', 'late_days', 'sentence'],
    ],
    rows: doors,
  },
];
