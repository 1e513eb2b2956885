import type { MeasureReading, TestVerdict } from './read-test.js';

/** A test as it has been read. */
export interface TestRead {
  /** The run whose arms these are. */
  readonly planRunId: string;
  /** Whether the rules name a campaign; without one both arms are the same. */
  readonly isCampaign: boolean;
  /** ISO dates: first and last day of the test, and the last that is known of it. */
  readonly startedOn: string;
  readonly endsOn: string;
  readonly readUntil: string;
  readonly isOver: boolean;
  readonly campaignCustomers: number;
  readonly holdoutCustomers: number;
  /** Chance of an effect where there is none, over all looks together, 0..1. */
  readonly significance: number;
  readonly verdict: TestVerdict;
  /** In the order of the plan. */
  readonly readings: readonly MeasureReading[];
  /** What it comes to, in words. */
  readonly sentence: string;
}

/** What the answer is made of. */
export interface TrialFindings {
  readonly test: TestRead | null;
  /** Why there is nothing to read; null where there is. */
  readonly refused: string | null;
}
