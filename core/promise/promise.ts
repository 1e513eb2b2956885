import type { NextShare } from './next-share.js';
import type { PastElection } from './past-elections.js';

/** Whether it held that those elected go on to be the best. */
export type Verdict = 'held' | 'not proven' | 'did not hold';

/** What a model of buying would have elected, over the elections on whose days it held: means of shares, 0..1. */
export interface ByModel {
  readonly elections: number;
  /** As many with the highest revenue to be expected; and the elected on those days. */
  readonly share: number;
  readonly captured: number;
}

/** Means over the past elections, each a share of what the customers known then spent afterwards, 0..1. */
export interface Captured {
  readonly captured: number;
  /** As many who had spent most by then; within the year before. */
  readonly byRevenue: number;
  readonly byLastYear: number;
  /** As many by BG/NBD and gamma-gamma; null where these held on no day of an election. */
  readonly byModel: ByModel | null;
  /** As many drawn by lot; the most that as many could bring. */
  readonly byChance: number;
  readonly bestPossible: number;
}

/** The promise that the Insiders go on to be the best, and what the past says of it. */
export interface PastPromise {
  readonly verdict: Verdict;
  /** Why, in one or two sentences. */
  readonly reason: string;
  /** Days that are measured after an election. */
  readonly horizonDays: number;
  /** Days between elections of the past. */
  readonly stepDays: number;
  /** Means over the elections; null where there are none. */
  readonly mean: Captured | null;
  /** What those elected now are to be expected to take of the next `horizonDays`; null where nobody can tell. */
  readonly next: NextShare | null;
  /** Share of outcomes that the interval of `next` is to hold, 0..1. */
  readonly level: number;
  /** Oldest first. */
  readonly elections: readonly PastElection[];
}
