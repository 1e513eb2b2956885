import { addDays } from '../add-days.js';
import { meetsRule, type Rule } from '../rule/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { daysUntilLeaving } from './days-until-leaving.js';
import { type Steps, stepsToEnter } from './steps-to-enter.js';

/** Where somebody stands towards the door: the first three are members, the others are not. */
export type Standing =
  | 'stays'
  | 'leaving soon'
  | 'out by the rule'
  | 'in by the rule'
  | 'near'
  | 'far'
  | 'no way in';

export interface Door {
  readonly standing: Standing;
  /** What is missing to enter; null for members, for whoever meets the rule, and where no order would do. */
  readonly steps: Steps | null;
  /** ISO date by which to take the steps; null where there are none. */
  readonly byOn: string | null;
  /** Orders that this customer usually places in the days that are given to enter. */
  readonly usualOrders: number;
  /** Days until a member is out who orders nothing more, 0: already; null for others and where time does not end it. */
  readonly daysLeft: number | null;
  /** ISO date of that day; null where there is none ahead. */
  readonly leavesOn: string | null;
}

export interface DoorRules {
  readonly enter: Rule;
  readonly keep: Rule;
  /** ISO date: the day that recency is counted from. */
  readonly asOf: string;
  /** Days that are given to come in. */
  readonly doorDays: number;
  /** Whether the orders can tell when somebody has gone. @see whyNoLeaving */
  readonly tellsLeaving: boolean;
}

/** A member with no more days than this is about to leave. */
export const soonDays = 30;
/** Whoever came yesterday has no rhythm yet: their orders count as those of so many days. */
const shortestTenureDays = 30;

/**
 * How far a customer is from the door.
 * @param columns must hold `gross_revenue`, `invoices`, `recency_days`, `tenure_days` and what the rules ask for
 * @param i the customer: a row of the columns
 */
export function doorOf(rules: DoorRules, columns: FeatureColumns, isMember: boolean, i: number): Door {
  const tenureDays = Math.max(shortestTenureDays, columns.tenure_days![i]!);
  const usualOrders = (columns.invoices![i]! * rules.doorDays) / tenureDays;
  return isMember ? insideOf(rules, columns, i, usualOrders) : outsideOf(rules, columns, i, usualOrders);
}

function insideOf(
  { keep, asOf, tellsLeaving }: DoorRules,
  columns: FeatureColumns,
  i: number,
  usualOrders: number,
): Door {
  const daysLeft = (tellsLeaving ? daysUntilLeaving(keep, columns, i) : undefined) ?? null;
  const leavesOn = daysLeft ? addDays(asOf, daysLeft) : null;
  return { standing: standingInside(daysLeft), steps: null, byOn: null, usualOrders, daysLeft, leavesOn };
}

function standingInside(daysLeft: number | null): Standing {
  if (daysLeft === 0) return 'out by the rule';
  return daysLeft !== null && daysLeft <= soonDays ? 'leaving soon' : 'stays';
}

function outsideOf(
  { enter, asOf, doorDays }: DoorRules,
  columns: FeatureColumns,
  i: number,
  usualOrders: number,
): Door {
  const nothing = { steps: null, byOn: null, usualOrders, daysLeft: null, leavesOn: null };
  if (meetsRule(enter, columns, i)) return { ...nothing, standing: 'in by the rule' };
  const steps = stepsToEnter(enter, columns, i);
  if (!steps) return { ...nothing, standing: 'no way in' };
  // Near is who gets in by ordering on as they do, and has not stopped; one order is no rhythm.
  const usualMoney = (usualOrders * columns.gross_revenue![i]!) / columns.invoices![i]!;
  const orders = columns.invoices![i]!;
  const isNear = orders > 1 && steps.usualMoney <= usualMoney && columns.recency_days![i]! <= doorDays;
  return { ...nothing, standing: isNear ? 'near' : 'far', steps, byOn: addDays(asOf, doorDays) };
}
