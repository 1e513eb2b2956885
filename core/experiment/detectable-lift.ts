import { normalQuantile } from '../statistics/normal-quantile.js';

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

/** z of the significance plus z of the power, which is in every formula. */
const zOf = ({ significance, power }: TestDesign) =>
  normalQuantile(1 - significance / 2) + normalQuantile(power);

/** The sum of one over each arm's size, times the customers: 4 for halves. */
const armFactor = ({ holdoutShare }: TestDesign) => 1 / holdoutShare + 1 / (1 - holdoutShare);

/**
 * The smallest difference of means that a test finds with its power: z sd sqrt(1/n1 + 1/n2).
 * @param deviation standard deviation of the measure, the same in both arms
 * @see Lachin 1981, Introduction to sample size determination and power analysis for clinical trials
 */
export const detectableDifference = (design: TestDesign, deviation: number): number =>
  zOf(design) * deviation * Math.sqrt(armFactor(design) / design.customers);

/** Customers in both arms together that a difference of means asks for. Infinite where there is no difference. */
export const customersForDifference = (design: TestDesign, deviation: number, difference: number): number =>
  Math.ceil((armFactor(design) * (zOf(design) * deviation) ** 2) / difference ** 2);

/**
 * The smallest rise of a share that a test finds with its power, each arm with the variance of its own share; null
 * where not even a rise to 1 is found.
 * @param base share without the campaign, 0..1
 */
export function detectableRise(design: TestDesign, base: number): number | null {
  if (customersForRise(design, base, 1 - base) > design.customers) return null;
  let low = 0;
  let high = 1 - base;
  // Halving 60 times leaves nothing that a double could still tell.
  for (let step = 0; step < 60; step++) {
    const half = (low + high) / 2;
    if (customersForRise(design, base, half) > design.customers) low = half;
    else high = half;
  }
  return high;
}

/** Customers in both arms together that a rise of a share asks for; infinite where the share cannot rise so far. */
export function customersForRise(design: TestDesign, base: number, rise: number): number {
  const raised = base + rise;
  if (rise <= 0 || raised > 1 + 1e-12) return Number.POSITIVE_INFINITY;
  const { holdoutShare } = design;
  const variance = (base * (1 - base)) / holdoutShare + (raised * (1 - raised)) / (1 - holdoutShare);
  return Math.ceil((zOf(design) ** 2 * variance) / rise ** 2);
}
