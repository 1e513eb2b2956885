import {
  customersForDifference,
  customersForRise,
  detectableDifference,
  detectableRise,
  type TestDesign,
} from './detectable-lift.js';
import { correlation, moments } from './moments.js';
import { winsorise } from './winsorise.js';

/** What a test measures. */
export type Measure = 'repurchase' | 'revenue' | 'revenue, winsorised' | 'revenue, winsorised, with CUPED';

/** What one measure can prove. */
export interface MeasurePlan {
  readonly measure: Measure;
  /** Mean of the measure without a campaign: a share 0..1, or money per customer. */
  readonly base: number;
  readonly deviation: number;
  /** Correlation with the same measure in the window before; null where it is not used. */
  readonly correlation: number | null;
  /** The smallest lift that the test finds with its power, relative to the base; null where there is none. */
  readonly detectableLift: number | null;
  /** Customers in both arms together that the lift asked for needs; null where it cannot be. */
  readonly customersNeeded: number | null;
  readonly isProvable: boolean;
}

/** Values above this share of the customers count as the value there. */
const winsorisedAt = 0.99;

/**
 * What a test of a group can prove, from what the group did in a window of the test's length without a campaign:
 * on repurchase, and on revenue as it is, winsorised at 99 %, and with CUPED, which multiplies the variance by
 * 1 - rho², rho being the correlation with the window before.
 * @param revenue Float64Array (nCustomers) in the window; 0 who did not buy
 * @param earlier Float64Array (nCustomers) in the window before
 * @param lift relative rise that is hoped for, 0.1 being 10 %
 * @see Deng, Xu, Kohavi, Walker 2013, Improving the sensitivity of online controlled experiments (CUPED)
 */
export function planTest(
  revenue: Float64Array,
  earlier: Float64Array,
  design: TestDesign,
  lift: number,
): MeasurePlan[] {
  const capped = winsorise(revenue, winsorisedAt);
  const rho = correlation(capped, winsorise(earlier, winsorisedAt));
  return [
    planShare(revenue.filter((value) => value > 0).length / revenue.length, design, lift),
    planMoney('revenue', revenue, null, design, lift),
    planMoney('revenue, winsorised', capped, null, design, lift),
    planMoney('revenue, winsorised, with CUPED', capped, rho, design, lift),
  ];
}

function planShare(base: number, design: TestDesign, lift: number): MeasurePlan {
  const rise = base > 0 ? detectableRise(design, base) : null;
  const needed = customersForRise(design, base, base * lift);
  return {
    measure: 'repurchase',
    base,
    deviation: Math.sqrt(base * (1 - base)),
    correlation: null,
    detectableLift: rise === null ? null : rise / base,
    customersNeeded: finite(needed),
    isProvable: needed <= design.customers,
  };
}

function planMoney(
  measure: Measure,
  values: Float64Array,
  rho: number | null,
  design: TestDesign,
  lift: number,
): MeasurePlan {
  const { mean, deviation } = moments(values);
  const left = deviation * Math.sqrt(1 - (rho ?? 0) ** 2);
  const needed = customersForDifference(design, left, mean * lift);
  return {
    measure,
    base: mean,
    deviation: left,
    correlation: rho,
    detectableLift: mean > 0 ? detectableDifference(design, left) / mean : null,
    customersNeeded: mean > 0 ? finite(needed) : null,
    isProvable: mean > 0 && needed <= design.customers,
  };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
