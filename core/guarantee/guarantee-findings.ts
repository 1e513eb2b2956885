import type { Guarantee } from './measure-guarantee.js';

/** A past election and what came of it. */
export interface MeasuredElection extends Guarantee {
  readonly months: number;
  /** ISO dates: the last day known to the election, and the last that is measured. */
  readonly electedOn: string;
  readonly measuredUntil: string;
  /** Of those elected, customers who are Insiders today. */
  readonly stillMembers: number;
  /** Money of all purchases in the months that are measured. */
  readonly windowRevenue: number;
}

/** What sentences about the guarantee are made of. */
export interface GuaranteeFindings {
  /** Shortest first; none where the orders are too short. */
  readonly elections: readonly MeasuredElection[];
  /** Why there is none, in one sentence; null where there is one. */
  readonly refused: string | null;
}
