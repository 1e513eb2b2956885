import type { RuleMeasure } from './rule/measure-rule.js';

/** What the study of the membership has found, for sentences. */
export interface MembershipFindings {
  /** Absent where there is no rule. */
  readonly rule?: RuleFindings;
  /** Why a part is missing, in one sentence each. */
  readonly noRule?: string;
  readonly noLeaving?: string;
  readonly stability: StabilityFindings;
}

export interface RuleFindings {
  /** Both as the end of a sentence whose subject is the customer. */
  readonly enter: string;
  readonly stay: string;
  readonly measure: RuleMeasure;
  readonly heldOut: RuleMeasure;
  /** Customers who get in by ordering on as before, until the day. */
  readonly near: number;
  readonly byOn: string | null;
  /** Members who are out within so many days without another order, and those who are already. */
  readonly leavingSoon: number;
  readonly soonDays: number;
  readonly outByTheRule: number;
}

export interface StabilityFindings {
  readonly resamples: number;
  /** Customers drawn into each. */
  readonly drawn: number;
  /** Insiders that it is known of: all, or those in the sample that the models were fitted to. */
  readonly members: number;
  /** 0..1 */
  readonly jaccard: number;
  /** Times that the median member is a member. */
  readonly medianTimes: number;
  /** Members in 95 % of the resamples and more. */
  readonly certainMembers: number;
  readonly withoutSegments: number;
}
