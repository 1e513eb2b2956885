/** How an effect was measured. */
export type EffectMethod = 'jump at the threshold' | 'matched trends';

/** Whether something speaks against a way of measuring. */
export interface EffectCheck {
  readonly method: EffectMethod;
  readonly title: string;
  /** What was found, in words. */
  readonly found: string;
  /** Null where it is no test of chance. */
  readonly pValue: number | null;
  readonly isPassed: boolean;
}

/** How much more members brought, in money per customer. */
export interface Effect {
  readonly method: EffectMethod;
  readonly effect: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
  /** Of the two lines without the correction of their bias; null of matched trends. */
  readonly conventional: number | null;
  /** How near to the threshold: the logarithm of what was spent over what it asks; null of matched trends. */
  readonly bandwidth: number | null;
  /** Customers that it rests on: just below and just above the threshold, or others and members in pairs. */
  readonly nOthers: number;
  readonly nMembers: number;
}

/** Customers next to one another in score. */
export interface DoorBin {
  readonly side: 'below the threshold' | 'above the threshold';
  readonly customers: number;
  /** What they had spent over what the threshold asks, geometric mean: 1 at the threshold. */
  readonly ofDoor: number;
  /** What each brought afterwards. */
  readonly outcome: number;
}

/** When the election was, and what was measured after it. */
export interface EffectTerms {
  /** The published run whose members these are; null where the election was held for this alone. */
  readonly electionRunId: string | null;
  /** ISO dates: the last day that was known, and the days that are measured, both inclusive. */
  readonly electedOn: string;
  readonly from: string;
  readonly until: string;
  readonly days: number;
  /** Whether members were given something; else this is what the rule itself marks. */
  readonly isTreatment: boolean;
  /** Of the interval, 0..1. */
  readonly level: number;
}

/** What the answer is made of. */
export interface EffectFindings {
  /** Null where it could not be measured. */
  readonly effect: (Effect & EffectTerms) | null;
  readonly sentence: string;
}
