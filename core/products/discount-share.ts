import { normalQuantile } from '../statistics/normal-quantile.js';

/** Money of a group, and sums over its customers. */
export interface SegmentMoney {
  readonly money: number;
  /** Of it, money with a usual price or a discount known. */
  readonly knownMoney: number;
  /** Of that, bought for less. */
  readonly cheapMoney: number;
  /** How much less. */
  readonly saved: number;
  /** Customers with money that is known. */
  readonly customers: number;
  /** Sums over customers: known money squared, cheap money squared, and the product of both. */
  readonly knownSquares: number;
  readonly cheapSquares: number;
  readonly products: number;
}

/** Share of the known money bought for less, 0..1, with its interval; null where there is none. */
export interface DiscountShare {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The share, with an interval over customers: a ratio of two sums, linearised.
 * @param level 0..1
 * @see Cochran 1977, Sampling techniques, section 6.4
 */
export function discountShare(
  { knownMoney, cheapMoney, customers, knownSquares, cheapSquares, products }: SegmentMoney,
  level: number,
): DiscountShare {
  if (knownMoney <= 0) return { share: null, low: null, high: null };
  const share = cheapMoney / knownMoney;
  if (customers < 2) return { share, low: null, high: null };
  const residuals = Math.max(0, cheapSquares - 2 * share * products + share * share * knownSquares);
  const error = Math.sqrt((residuals * customers) / (customers - 1)) / knownMoney;
  const z = normalQuantile((1 + level) / 2);
  return { share, low: Math.max(0, share - z * error), high: Math.min(1, share + z * error) };
}
