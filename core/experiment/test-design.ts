/** How a test is set up. */
export interface TestDesign {
  /** Customers in both arms together. */
  readonly customers: number;
  /** Share of them that is held out, 0..1. */
  readonly holdoutShare: number;
  /** Two-sided chance of an effect where there is none, 0..1. */
  readonly significance: number;
  /** Chance of seeing the effect where it is there, 0..1. */
  readonly power: number;
}
