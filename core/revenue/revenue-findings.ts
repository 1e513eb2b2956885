/** What a comparison of two stretches of orders has found, money in the run's currency. */
export interface RevenueChange {
  readonly comparison: 'before' | 'year' | 'run';
  /** ISO dates, both inclusive. */
  readonly nowFrom: string;
  readonly nowTo: string;
  readonly beforeFrom: string;
  readonly beforeTo: string;
  readonly revenueBefore: number;
  readonly revenueNow: number;
  /** `revenueNow` less `revenueBefore`, and the parts of it, each way adding up to it. */
  readonly change: number;
  readonly byCustomers: number;
  readonly byMix: number;
  readonly byFrequency: number;
  readonly byValue: number;
  readonly fromNew: number;
  readonly fromWonBack: number;
  readonly fromKept: number;
  readonly fromLost: number;
}

/** What the answer is made of. */
export interface RevenueFindings {
  /** The stretch before first, then the same a year ago, then the run before. */
  readonly changes: readonly RevenueChange[];
  /** Why the first cannot be told; null where it can. */
  readonly refused: string | null;
}
