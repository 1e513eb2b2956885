import { normalQuantile } from '../statistics/normal-quantile.js';
import type { LiftedArms } from './lifted-arms.js';
import type { TestDesign } from './test-design.js';

/** z of the significance plus z of the power, which is in every formula. */
const zOf = ({ significance, power }: TestDesign) =>
  normalQuantile(1 - significance / 2) + normalQuantile(power);

/** The sum of one over each arm's size, times the customers: 4 for halves. */
const armFactor = ({ holdoutShare }: TestDesign) => 1 / holdoutShare + 1 / (1 - holdoutShare);

/**
 * The smallest lift that a test finds with its power where a campaign multiplies everybody's value: the logarithm of a
 * mean has the same variance in both arms, (deviation / mean)² / n, so that e^(z cv sqrt(1/n1 + 1/n2)) - 1. The same
 * formula of means, z cv sqrt(1/n1 + 1/n2), is that of a campaign that adds as much to everybody.
 * @param variation standard deviation over mean
 * @see Lachin 1981, Introduction to sample size determination and power analysis for clinical trials
 */
export const detectableRatio = (design: TestDesign, variation: number): number =>
  Math.expm1(zOf(design) * variation * Math.sqrt(armFactor(design) / design.customers));

/** Customers in both arms together that such a lift asks for. Infinite where there is no lift. */
export const customersForRatio = (design: TestDesign, variation: number, lift: number): number =>
  Math.ceil((armFactor(design) * (zOf(design) * variation) ** 2) / Math.log1p(lift) ** 2);

/** A lift that is larger is none. */
const largestLift = 20;

/** The smallest lift at which arms of these differ enough, by halving; null where none does. */
export function detectableLift(design: TestDesign, armsAt: (lift: number) => LiftedArms): number | null {
  if (customersForArms(design, armsAt(largestLift)) > design.customers) return null;
  let [low, high] = [0, largestLift];
  // To a ten-thousandth of a percent.
  while (high - low > 1e-6) {
    const half = (low + high) / 2;
    if (customersForArms(design, armsAt(half)) > design.customers) low = half;
    else high = half;
  }
  return high;
}

/** Customers in both arms together whose means differ by as much: each arm with its own variance. */
export function customersForArms(design: TestDesign, { difference, holdout, campaign }: LiftedArms): number {
  if (!(difference > 0)) return Number.POSITIVE_INFINITY;
  const variance = holdout / design.holdoutShare + campaign / (1 - design.holdoutShare);
  return Math.ceil((zOf(design) ** 2 * variance) / difference ** 2);
}

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
