import { expectedBuyers } from './expected-together.js';
import { falseShare } from './first-products.js';
import { buyersOf, type ProductUse } from './product-use.js';
import { shrunkLifts } from './shrunk-lift.js';

/** Fewer buyers in a group say nothing of it. */
const fewestBuyers = 10;

/** A product that a group buys more than others who buy as many products. */
export interface BoughtMore {
  readonly product: number;
  readonly buyers: number;
  /** Of the group and of the others, 0..1. */
  readonly share: number;
  readonly othersShare: number;
  /** Buyers in the group against those to be expected, shrunk; above 1. */
  readonly lift: number;
  readonly pValue: number;
}

/**
 * What a group buys that others do not, strongest first: buyers in the group against what its number of products would
 * have by chance, so that a group that buys more of everything is not said to buy everything more.
 * @param isIn Uint8Array (nCustomers): 1 for the group, 0 for the others
 */
export function boughtMore(use: ProductUse, isIn: Uint8Array): BoughtMore[] {
  const all = buyersOf(use);
  const counts = new Float64Array(use.nProducts);
  let [members, others] = [0, 0];
  for (let i = 0; i < use.nCustomers; i++) {
    const [from, to] = [use.starts[i]!, use.starts[i + 1]!];
    if (from === to) continue;
    if (isIn[i] === 1) {
      members++;
      for (let at = from; at < to; at++) counts[use.products[at]!]!++;
    } else others++;
  }
  if (members === 0 || others === 0) return [];
  const { lift, pValue } = shrunkLifts(counts, expectedBuyers(use, isIn), fewestBuyers);
  return Array.from(lift.keys())
    .filter((j) => pValue[j]! <= falseShare && lift[j]! > 1)
    .map((product) => ({
      product,
      buyers: counts[product]!,
      share: counts[product]! / members,
      othersShare: (all[product]! - counts[product]!) / others,
      lift: lift[product]!,
      pValue: pValue[product]!,
    }))
    .sort((a, b) => b.lift - a.lift || a.product - b.product);
}

/** The use of some customers; the others have none. @param isKept Uint8Array (nCustomers) */
export function useOf(use: ProductUse, isKept: Uint8Array): ProductUse {
  const kept: number[] = [];
  const starts = new Int32Array(use.nCustomers + 1);
  for (let i = 0; i < use.nCustomers; i++) {
    if (isKept[i] === 1) for (let at = use.starts[i]!; at < use.starts[i + 1]!; at++) kept.push(at);
    starts[i + 1] = kept.length;
  }
  return {
    ...{ nCustomers: use.nCustomers, nProducts: use.nProducts, starts },
    products: Int32Array.from(kept, (at) => use.products[at]!),
    days: Int32Array.from(kept, (at) => use.days[at]!),
  };
}
