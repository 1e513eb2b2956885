import type { MeasurePlan } from './plan-test.js';

/** What a run lays down about a test on its Insiders, beside the arm of each: later runs read the test by it. */
export interface ExperimentFindings {
  readonly customers: number;
  /** Relative rise of the revenue that is hoped for. */
  readonly lift: number;
  /** Values above this share of the customers count as the value there; missing where an earlier version planned: 0.99. */
  readonly winsorisedAt?: number;
  /** For each length of the test, shortest first, what each measure can prove. */
  readonly plans: readonly (MeasurePlan & { readonly days: number })[];
}
