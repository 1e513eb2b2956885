import type { Description } from '../statistics/describe.js';
import type { Feature } from './features.js';

/** Customers who are not in `customers.parquet`, by the first reason that applies. */
export interface NotEligible {
  /** `noPurchase`, a required feature's name, `maximumReturnsRatio` or `extreme`. */
  readonly reason: string;
  readonly title: string;
  readonly customers: number;
  /** Their gross revenue; for customers without a purchase, their returns, negative. */
  readonly money: number;
}

/** A customer far out in a feature: robust z-score of the feature's logarithm. */
export interface Extreme {
  readonly customerId: string;
  readonly feature: string;
  readonly value: number;
  readonly robustZ: number;
}

/** What `featurize.json` says about `customers.parquet`. */
export interface FeaturizeReport {
  readonly customers: number;
  /** ISO dates: the day recency is measured from, and the first and last day of the data. */
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly features: readonly Feature[];
  /** Features that the data cannot give: null for everybody. */
  readonly leftOut: readonly { readonly feature: string; readonly reason: string }[];
  readonly notEligible: readonly NotEligible[];
  readonly extreme: readonly Extreme[];
  readonly descriptive: readonly ({ readonly feature: string } & Description)[];
}
