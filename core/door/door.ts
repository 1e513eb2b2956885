import { addDays } from '../dates/add-days.js';
import { meetsPath, type Path, type Rule } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';
import { daysUntilLeaving } from './days-until-leaving.js';
import { type Steps, stepsToEnter } from './steps-to-enter.js';

/** Where somebody stands towards the door: the first two are members, the others are not. */
export type Standing = 'stays' | 'leaving soon' | 'near' | 'far' | 'no way in';

export interface Door {
  readonly standing: Standing;
  /** What is missing to enter; null for members, and where no order would do. */
  readonly steps: Steps | null;
  /** ISO date by which to take the steps; null where there are none. */
  readonly byOn: string | null;
  /** Orders to be expected of this customer in the days that are given to enter. */
  readonly usualOrders: number;
  /** Days until a member is out who orders nothing more, at least 1; null for others and where it cannot be told. */
  readonly daysLeft: number | null;
  /** ISO date of that day; null where there is none ahead. */
  readonly leavesOn: string | null;
}

export interface DoorRules {
  readonly enter: Rule;
  /** The ways in, each loosened, in the same order. */
  readonly keep: Rule;
  /** ISO date: the day that recency is counted from. */
  readonly asOf: string;
  /** Days that are given to come in. */
  readonly doorDays: number;
  /** Whether the orders can tell when somebody has gone. @see whyNoLeaving */
  readonly tellsLeaving: boolean;
  /** Orders to be expected, in orders that customers used to place in as many days: who slows down is in it. */
  readonly pace: number;
}

/** A member who is late, and has no more days than this, is about to leave. */
export const soonDays = 30;

/**
 * Whether a member has stayed away for longer than one may to enter, on every way that is still open. Whoever has not
 * is not about to leave, however fast the shop's rhythm is.
 */
function isLate(
  { enter, keep }: Pick<DoorRules, 'enter' | 'keep'>,
  columns: FeatureColumns,
  i: number,
): boolean {
  const lateFrom = (path: Path) =>
    path.find(({ feature, bound }) => feature === 'recency_days' && bound === 'below')?.cutoff ??
    Number.POSITIVE_INFINITY;
  return keep.every(
    (path, way) => !meetsPath(path, columns, i) || columns.recency_days![i]! >= lateFrom(enter[way]!),
  );
}

/** Whoever came yesterday has no rhythm yet: their orders count as those of so many days. */
export const shortestTenureDays = 30;

/**
 * How far a customer is from the door.
 * @param columns must hold `gross_revenue`, `invoices`, `recency_days`, `tenure_days` and what the rules ask for
 * @param i the customer: a row of the columns
 */
export function doorOf(rules: DoorRules, columns: FeatureColumns, isMember: boolean, i: number): Door {
  const tenureDays = Math.max(shortestTenureDays, columns.tenure_days![i]!);
  const usualOrders = (rules.pace * columns.invoices![i]! * rules.doorDays) / tenureDays;
  return isMember ? insideOf(rules, columns, i, usualOrders) : outsideOf(rules, columns, i, usualOrders);
}

function insideOf(
  { enter, keep, asOf, tellsLeaving }: DoorRules,
  columns: FeatureColumns,
  i: number,
  usualOrders: number,
): Door {
  const daysLeft = (tellsLeaving ? daysUntilLeaving(keep, columns, i) : undefined) ?? null;
  const leavesOn = daysLeft ? addDays(asOf, daysLeft) : null;
  const isSoon = daysLeft !== null && daysLeft <= soonDays && isLate({ enter, keep }, columns, i);
  const standing = isSoon ? 'leaving soon' : 'stays';
  return { standing, steps: null, byOn: null, usualOrders, daysLeft, leavesOn };
}

function outsideOf(
  { enter, asOf, doorDays }: DoorRules,
  columns: FeatureColumns,
  i: number,
  usualOrders: number,
): Door {
  const nothing = { steps: null, byOn: null, usualOrders, daysLeft: null, leavesOn: null };
  const steps = stepsToEnter(enter, columns, i);
  if (!steps) return { ...nothing, standing: 'no way in' };
  // Near is who is to be expected in, and has not stopped; one order is no rhythm.
  const usualMoney = (usualOrders * columns.gross_revenue![i]!) / columns.invoices![i]!;
  const orders = columns.invoices![i]!;
  const isNear = orders > 1 && steps.usualMoney <= usualMoney && columns.recency_days![i]! <= doorDays;
  return { ...nothing, standing: isNear ? 'near' : 'far', steps, byOn: addDays(asOf, doorDays) };
}
