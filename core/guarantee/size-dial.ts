import { drawCopies } from '../promise/resampled-members.js';
import type { Random } from '../random/random.js';

/** A group of the customers who spent most. */
export interface DialStop {
  /** Of the customers, 0..1. */
  readonly share: number;
  readonly customers: number;
  /** Of all revenue, 0..1. */
  readonly revenueShare: number;
  /** Share of them that are also among as many best customers of resampled orders, 0..1. */
  readonly stability: number;
  /** Whether it is as large as the elected group. */
  readonly isElected: boolean;
}

/** Shares of the customers at which the dial stops, beside the elected size. */
const dialShares = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

/** The sizes at which the dial stops, rising, each with somebody in it and once. */
export function dialSizes(nCustomers: number, elected: number): number[] {
  const sizes = dialShares.map((share) => Math.max(1, Math.round(share * nCustomers)));
  return [...new Set([...sizes, elected])].filter((size) => size > 0).sort((a, b) => a - b);
}

/**
 * What groups of different size bring, and how much of each is luck.
 * @param revenue Float64Array (nCustomers)
 * @param sizes rising, from 1 to nCustomers
 * @param orders customer and money of each order: Int32Array and Float64Array (nOrders)
 */
export function sizeDial(
  revenue: Float64Array,
  sizes: readonly number[],
  elected: number,
  orders: { readonly customer: Int32Array; readonly money: Float64Array },
  nResamples: number,
  random: Random,
): DialStop[] {
  const order = bySpending(revenue);
  const captured = capturedBy(order, revenue, sizes);
  const stability = stabilityOf(order, sizes, orders, nResamples, random);
  return sizes.map((customers, i) => ({
    share: customers / revenue.length,
    customers,
    revenueShare: captured[i]!,
    stability: stability[i]!,
    isElected: customers === elected,
  }));
}

/** Int32Array (nCustomers): those who spent most first, of equals the first. */
export const bySpending = (revenue: Float64Array): Int32Array =>
  Int32Array.from(revenue.keys()).sort((a, b) => revenue[b]! - revenue[a]! || a - b);

/**
 * The share of a sum of money that the first of an order have, 0..1, for each size.
 * @param money Float64Array (nCustomers)
 * @param total of everybody, those not in the order included
 */
export function capturedBy(
  order: Int32Array,
  money: Float64Array,
  sizes: readonly number[],
  total: number = money.reduce((sum, value) => sum + value, 0),
): number[] {
  let taken = 0;
  let sum = 0;
  return sizes.map((size) => {
    for (; taken < size; taken++) sum += money[order[taken]!]!;
    return total === 0 ? 0 : sum / total;
  });
}

/** Each resample counts every order as often as chance has it: a Poisson variable of mean 1. */
function stabilityOf(
  order: Int32Array,
  sizes: readonly number[],
  { customer, money }: { readonly customer: Int32Array; readonly money: Float64Array },
  nResamples: number,
  random: Random,
): number[] {
  const kept = new Float64Array(sizes.length);
  const revenue = new Float64Array(order.length);
  for (let resample = 0; resample < nResamples; resample++) {
    revenue.fill(0);
    for (let at = 0; at < customer.length; at++) revenue[customer[at]!]! += drawCopies(random) * money[at]!;
    const sorted = revenue.slice().sort();
    sizes.forEach((size, s) => {
      const least = sorted[sorted.length - size]!;
      let stayed = 0;
      for (let i = 0; i < size; i++) if (revenue[order[i]!]! >= least) stayed++;
      kept[s]! += Math.min(size, stayed) / size;
    });
  }
  return Array.from(kept, (sum) => sum / nResamples);
}
