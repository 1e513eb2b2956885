import { features } from '../features/features.js';
import { describeCondition } from '../membership/describe-rule.js';
import { type Condition, meetsCondition, meetsPath, type Path, type Rule } from '../membership/rule.js';
import type { PublishedRule } from '../promise/elect.js';
import { figureOfUnit } from '../words/figure-of-unit.js';
import { listOf } from '../words/list-of.js';

/** What a rule asks about, of one customer: feature -> value; NaN where unknown. */
export type Asked = Readonly<Record<string, number>>;

export interface MembershipMove {
  readonly kind: 'entered' | 'left';
  /** The customer in the run before, and in this one; null where not a customer of it. */
  readonly before: Asked | null;
  readonly now: Asked | null;
}

export interface MembershipRules {
  /** The rule that decides now; null where nobody is elected. */
  readonly rule: PublishedRule | null;
  /** Why nobody is elected, or how the Insiders are: one or two sentences. */
  readonly reason: string;
  /** Whether members of before stay by the rule to stay: where the business rules are others, all have to enter anew. */
  readonly membersStay: boolean;
}

/**
 * Why a customer became an Insider or ceased to be one, in one sentence and in the rule's terms: the conditions that
 * were crossed, with the customer's figures of before and of now; where none was, the rule itself has changed.
 * @param currency ISO 4217, or null
 */
export function explainMembership(
  { kind, before, now }: MembershipMove,
  { rule, reason, membersStay }: MembershipRules,
  currency: string | null,
): string {
  if (now === null) return 'No order of this customer counts any more.';
  if (rule === null) return reason;
  const inWords = (conditions: Path) =>
    listOf(conditions.map((condition) => withFigures(condition, before, now, currency)));
  if (kind === 'entered') {
    const path = rule.enter.find((one) => meetsPath(one, columnsOf(now), 0))!;
    if (before === null) return `A new customer who meets the rule to enter: ${inWords(path)}.`;
    const crossed = missedBy(path, before);
    return crossed.length > 0
      ? `Meets the rule to enter now: ${inWords(crossed)}.`
      : `The rule to enter was drawn anew, and is met: ${inWords(path)}.`;
  }
  const [door, called]: [Rule, string] = membersStay
    ? [rule.stay, 'the rule to stay']
    : [rule.enter, 'the rule to enter, which the changed rules ask of everybody'];
  const met = before && door.find((one) => meetsPath(one, columnsOf(before), 0));
  if (met) return `Does not meet ${called} any more: ${inWords(missedBy(met, now))}.`;
  const nearest = door
    .map((one) => missedBy(one, now))
    .reduce((least, one) => (one.length < least.length ? one : least));
  const drawn = membersStay ? 'The rule to stay was drawn anew, and is not met' : `Does not meet ${called}`;
  return `${drawn}: ${inWords(nearest)}.`;
}

/** The features that any of the rule's conditions asks about, each once. */
export const askedFeatures = (rule: PublishedRule | null): string[] => [
  ...new Set([...(rule?.enter ?? []), ...(rule?.stay ?? [])].flat().map(({ feature }) => feature)),
];

const columnsOf = (asked: Asked) =>
  Object.fromEntries(Object.entries(asked).map(([feature, value]) => [feature, Float64Array.of(value)]));

const missedBy = (path: Path, asked: Asked): Path =>
  path.filter((condition) => !meetsCondition(condition, columnsOf(asked), 0));

const units = new Map(features.map(({ name, unit }) => [name, unit]));

/** spent at least £2,000 (£1,800 before, £2,150 now) */
function withFigures(
  condition: Condition,
  before: Asked | null,
  now: Asked,
  currency: string | null,
): string {
  const { feature } = condition;
  const figure = (value: number) => figureOfUnit(value, units.get(feature)!, currency);
  const [was, is] = [before?.[feature], now[feature]!];
  const figures = was === undefined || was === is ? figure(is) : `${figure(was)} before, ${figure(is)} now`;
  return `${describeCondition(condition, currency)} (${figures})`;
}
