import {
  customersForArms,
  customersForRatio,
  customersForRise,
  detectableLift,
  detectableRatio,
  detectableRise,
} from './detectable-lift.js';
import { liftedArms } from './lifted-arms.js';
import { correlation, moments } from './moments.js';
import type { TestDesign } from './test-design.js';
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
export const winsorisedAt = 0.99;

/**
 * What a test of a group can prove, from what the group did in a window of the test's length without a campaign:
 * on repurchase, and on revenue as it is, winsorised at 99 % of both arms, and with CUPED. A campaign multiplies what
 * everybody spends, as the rules have it; so the lifted arm varies more than the other.
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
  return [
    planShare(revenue.filter((value) => value > 0).length / revenue.length, design, lift),
    planMoney(revenue, design, lift),
    planWinsorised(revenue, null, design, lift),
    planWinsorised(revenue, winsorise(earlier, winsorisedAt), design, lift),
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

function planMoney(values: Float64Array, design: TestDesign, lift: number): MeasurePlan {
  const { mean, deviation } = moments(values);
  const needed = mean > 0 ? customersForRatio(design, deviation / mean, lift) : Number.POSITIVE_INFINITY;
  return {
    measure: 'revenue',
    base: mean,
    deviation,
    correlation: null,
    detectableLift: mean > 0 ? detectableRatio(design, deviation / mean) : null,
    customersNeeded: finite(needed),
    isProvable: needed <= design.customers,
  };
}

/** @param earlier winsorised, for CUPED; null without it */
function planWinsorised(
  values: Float64Array,
  earlier: Float64Array | null,
  design: TestDesign,
  lift: number,
): MeasurePlan {
  const armsAt = (lifted: number) => liftedArms(values, earlier, lifted, winsorisedAt, design);
  const capped = winsorise(values, winsorisedAt);
  const { mean } = moments(capped);
  const needed = mean > 0 ? customersForArms(design, armsAt(lift)) : Number.POSITIVE_INFINITY;
  return {
    measure: earlier ? 'revenue, winsorised, with CUPED' : 'revenue, winsorised',
    base: mean,
    deviation: Math.sqrt(armsAt(0).holdout),
    correlation: earlier ? correlation(capped, earlier) : null,
    detectableLift: mean > 0 ? detectableLift(design, armsAt) : null,
    customersNeeded: finite(needed),
    isProvable: needed <= design.customers,
  };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
