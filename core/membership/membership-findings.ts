import type { DoorRules } from '../door/door.js';
import type { Rule } from './rule.js';

/** What the study of the membership has found, for sentences. */
export interface MembershipFindings {
  /** Why nobody is elected, in one or two sentences; absent where somebody is, and all the rest where nobody is. */
  readonly nobody?: string;
  readonly rule?: RuleFindings;
  /** Why nobody can tell who leaves, in one sentence. */
  readonly noLeaving?: string;
  readonly stability?: StabilityFindings;
  /** By what the distance to the door is measured; missing where an earlier version of the program found it. */
  readonly door?: DoorRules;
  /** The rules to enter that were drawn when the orders were dealt again; missing likewise. */
  readonly resampledRules?: readonly Rule[];
}

export interface RuleFindings {
  /** Both as the end of a sentence whose subject is the customer. */
  readonly enter: string;
  readonly stay: string;
  /** How late that is, in the shop's own rhythm: not late by more than … */
  readonly rhythm: string;
  readonly members: number;
  /** Customers who meet the rule to enter; the other members stay by the rule to stay. */
  readonly letIn: number;
  /** Customers who are to be expected to get in by ordering on, until the day. */
  readonly near: number;
  readonly byOn: string | null;
  /** Of those as near so long ago, how many got in since; null where nobody was near or the orders are too short. */
  readonly nearBefore: { readonly customers: number; readonly entered: number } | null;
  /** Members who are late already, and out within so many days without another order. */
  readonly leavingSoon: number;
  readonly soonDays: number;
}

export interface StabilityFindings {
  readonly resamples: number;
  /** Customers whose orders were dealt again in each. */
  readonly drawn: number;
  readonly members: number;
  /** 0..1 */
  readonly jaccard: number;
  /** Times that the median member is a member. */
  readonly medianTimes: number;
  /** Members in 95 % of the resamples and more. */
  readonly certainMembers: number;
  readonly withoutSegments: number;
}
