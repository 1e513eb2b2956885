import { correlation, moments } from './moments.js';
import type { TestDesign } from './test-design.js';

/** What a test compares where a campaign multiplies what everybody spends. */
export interface LiftedArms {
  /** Mean of the campaign's arm less that of the holdout. */
  readonly difference: number;
  /** Variance of a customer's value in the holdout and in the campaign's arm. */
  readonly holdout: number;
  readonly campaign: number;
}

/**
 * The arms at a lift, values above a share of both arms together counting as the value there: whom the campaign lifts
 * above it, it lifts in vain. The lifted arm has a variance of its own.
 * @param values Float64Array (n): what customers spend without a campaign
 * @param earlier Float64Array (n) of the window before, taken off by CUPED with the slope of both arms; null without it
 * @param lift relative, 0.1 being 10 %
 * @param share 0..1
 */
export function liftedArms(
  values: Float64Array,
  earlier: Float64Array | null,
  lift: number,
  share: number,
  { holdoutShare }: Pick<TestDesign, 'holdoutShare'>,
): LiftedArms {
  const lifted = values.map((value) => value * (1 + lift));
  const most = quantileOfBoth(values, lifted, share, holdoutShare);
  const [holdout, campaign] = [values, lifted].map((arm) => arm.map((value) => Math.min(value, most)));
  const [without, withIt] = [moments(holdout!), moments(campaign!)];
  const difference = withIt.mean - without.mean;
  const variances = { holdout: without.deviation ** 2, campaign: withIt.deviation ** 2 };
  if (!earlier) return { difference, ...variances };
  const before = moments(earlier).deviation;
  if (before === 0) return { difference, ...variances };
  const covariances = {
    holdout: correlation(holdout!, earlier) * without.deviation * before,
    campaign: correlation(campaign!, earlier) * withIt.deviation * before,
  };
  const slope =
    (holdoutShare * covariances.holdout + (1 - holdoutShare) * covariances.campaign) / before ** 2;
  const left = (arm: 'holdout' | 'campaign') =>
    Math.max(0, variances[arm] - 2 * slope * covariances[arm] + (slope * before) ** 2);
  return { difference, holdout: left('holdout'), campaign: left('campaign') };
}

/** The least value that a share of both arms does not exceed. */
function quantileOfBoth(
  values: Float64Array,
  lifted: Float64Array,
  share: number,
  holdoutShare: number,
): number {
  const weighed = [
    ...Array.from(values, (value) => ({ value, weight: holdoutShare / values.length })),
    ...Array.from(lifted, (value) => ({ value, weight: (1 - holdoutShare) / values.length })),
  ].sort((a, b) => a.value - b.value);
  let below = 0;
  for (const { value, weight } of weighed) {
    below += weight;
    if (below >= share - 1e-9) return value;
  }
  return weighed.at(-1)!.value;
}
