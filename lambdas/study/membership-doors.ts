import { lazyRows } from '../../core/csv/lazy-rows.js';
import type { TableRows } from '../../core/csv/table-csv.js';
import { describeDoor } from '../../core/door/describe-door.js';
import { type Door, type DoorRules, doorOf, soonDays } from '../../core/door/door.js';
import { missedConditions } from '../../core/door/missed-conditions.js';
import { whyNoLeaving } from '../../core/door/why-no-leaving.js';
import type { RuleFindings } from '../../core/membership-findings.js';
import { shuffled } from '../../core/random/shuffled.js';
import { createRandom } from '../../core/random.js';
import { describeCondition, describeRule } from '../../core/rule/describe-rule.js';
import { type FittedRule, fitRule } from '../../core/rule/fit-rule.js';
import { measureRule } from '../../core/rule/measure-rule.js';
import { meetsRule, type Rule } from '../../core/rule/rule.js';
import { ruleFeatures, ruleUnits } from '../../core/rule/rule-features.js';
import { whyNoRule } from '../../core/rule/why-no-rule.js';
import { listOf } from '../../core/words/list-of.js';
import type { StudiedCustomers } from './studied-customers.js';
import type { StudyContext } from './study-context.js';

interface Doors {
  readonly rule?: RuleFindings;
  readonly noRule?: string;
  readonly noLeaving?: string;
  readonly tables: TableRows[];
}

/** More customers than this teach a rule nothing new. */
const mostLearntFrom = 20_000;

/** The rule in words, and where it leaves everybody. */
export function findDoors(context: StudyContext, customers: StudiedCustomers): Doors {
  const { ids, columns, isMember } = customers;
  const members = isMember.reduce((sum, one) => sum + one, 0);
  const noRule = whyNoRule(members, ids.length - members);
  if (noRule !== undefined) return { noRule, tables: doorTables([], [], []) };

  const { currency, insiders } = context.plan.rules;
  const rule = learnRule(context, customers);
  const noLeaving = whyNoLeaving(rule.keep, columns, windowDays(context));
  const { enter, keep } = rule;
  const { asOf } = context.featurized;
  const rules = { enter, keep, asOf, doorDays: insiders.doorDays, tellsLeaving: noLeaving === undefined };
  // Customers may be a million: a door is made where it is counted, and again where it is written.
  const doorAt = (i: number) => doorOf(rules, columns, isMember[i] === 1, i);
  return {
    noLeaving,
    rule: findingsOf(rule, countDoors(ids.length, doorAt), currency),
    tables: doorTables(
      ruleRows(rule, customers, currency),
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

/** What a door is measured by, beside what the rule asks about. */
export const doorFeatures = ['gross_revenue', 'invoices', 'recency_days', 'tenure_days', 'buying_days'];

/** What the rule may ask about. */
export const learntFeatures = ({ plan, featurized }: Pick<StudyContext, 'plan' | 'featurized'>): string[] =>
  ruleFeatures(
    plan.rules.features.use,
    featurized.leftOut.map(({ feature }) => feature),
  );

function learnRule({ plan, featurized }: StudyContext, { columns, isMember }: StudiedCustomers): FittedRule {
  const random = createRandom(`${plan.rules.seed}/rule`);
  const names = learntFeatures({ plan, featurized });
  const everybody = Int32Array.from(isMember.keys());
  return fitRule(
    { columns: Object.fromEntries(names.map((name) => [name, columns[name]!])), units: ruleUnits, isMember },
    everybody.length <= mostLearntFrom ? everybody : shuffled(everybody, random).subarray(0, mostLearntFrom),
    random,
  );
}

/** Days from the first to the as-of day. */
const windowDays = ({ featurized: { from, asOf } }: StudyContext) =>
  Math.round((Date.parse(asOf.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000) + 1;

function findingsOf(
  rule: FittedRule,
  { standings, byOn }: DoorCounts,
  currency: string | null,
): RuleFindings {
  const count = (standing: Door['standing']) => standings.get(standing) ?? 0;
  return {
    enter: describeRule(rule.enter, currency),
    stay: describeRule(rule.keep, currency),
    measure: rule.measure,
    heldOut: rule.heldOut,
    near: count('near'),
    byOn,
    leavingSoon: count('leaving soon'),
    soonDays,
    outByTheRule: count('out by the rule'),
  };
}

const kinds = { enter: 'enter', keep: 'stay' } as const;

function ruleRows(rule: FittedRule, { columns, isMember }: StudiedCustomers, currency: string | null) {
  const stay = measureRule(rule.keep, columns, isMember, Int32Array.from(isMember.keys()));
  const rows = [
    { kind: kinds.enter, measure: rule.measure, heldOut: rule.heldOut, rule: rule.enter },
    { kind: kinds.keep, measure: stay, heldOut: undefined, rule: rule.keep },
  ];
  return rows.map(({ kind, measure, heldOut, rule }) => ({
    ...measure,
    kind,
    sentence: `${kind === 'enter' ? 'An Insider' : 'A member stays who'} ${describeRule(rule, currency)}.`,
    precisionShare: measure.precision,
    recallShare: measure.recall,
    heldOutPrecision: heldOut?.precision ?? null,
    heldOutRecall: heldOut?.recall ?? null,
    heldOutFidelity: heldOut?.fidelity ?? null,
  }));
}

function conditionRows({ enter, keep }: FittedRule, currency: string | null) {
  const rowsOf = (kind: string, rule: Rule) =>
    rule.flatMap((path, at) =>
      path.map((condition, index) => ({
        ...condition,
        ...{ kind, path: at + 1, position: index + 1, words: describeCondition(condition, currency) },
      })),
    );
  return [...rowsOf(kinds.enter, enter), ...rowsOf(kinds.keep, keep)];
}

function doorRow(
  { enter, keep }: DoorRules,
  door: Door,
  { ids, columns }: StudiedCustomers,
  i: number,
  currency: string | null,
) {
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
    sentence: describeDoor(door, currency),
  };
}

const doorTables = (
  rules: readonly object[],
  conditions: readonly object[],
  doors: Iterable<object>,
): TableRows[] => [
  {
    table: 'membership_rules',
    columns: [
      ...['kind', 'sentence', 'customers', 'members', 'let_in', 'kept', 'precision_share', 'recall_share'],
      ...['fidelity', 'held_out_precision', 'held_out_recall', 'held_out_fidelity'],
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
      ...['leaves_on', 'sentence'],
    ],
    rows: doors,
  },
];
