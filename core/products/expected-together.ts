import { buyersOf, type ProductUse } from './product-use.js';

/** Customers with about as many products stand together. */
const bandsPerDoubling = 4;

/**
 * How many customers would have bought two products were it not that one goes with the other: customers buy as many
 * products as they do, products are bought by as many as they are, and that is all. Without the first part whoever buys
 * much would make everything go with everything.
 * @returns a function of the products' numbers of buyers
 * @see Chung and Lu 2002, The average distances in random graphs with given expected degrees, for the null model
 */
export function expectedTogether(use: ProductUse): (one: number, other: number) => number {
  const bands = new Map<number, { customers: number; entries: number }>();
  for (let i = 0; i < use.nCustomers; i++) {
    const count = use.starts[i + 1]! - use.starts[i]!;
    if (count === 0) continue;
    const key = Math.round(bandsPerDoubling * Math.log2(count));
    const band = bands.get(key) ?? { customers: 0, entries: 0 };
    band.customers++;
    band.entries += count;
    bands.set(key, band);
  }
  const total = use.products.length;
  const list = [...bands.values()].map(({ customers, entries }) => ({
    customers,
    share: entries / customers / total,
  }));
  return (one, other) => {
    let sum = 0;
    for (const { customers, share } of list)
      sum += customers * Math.min(1, share * one) * Math.min(1, share * other);
    return sum;
  };
}

/**
 * The same for one product and a group of customers: buyers in the group to be expected by how many products these buy.
 * @param isIn Uint8Array (nCustomers): 1 for the group
 * @returns Float64Array (nProducts)
 */
export function expectedBuyers(use: ProductUse, isIn: Uint8Array): Float64Array {
  const buyers = buyersOf(use);
  const total = use.products.length;
  const expected = new Float64Array(use.nProducts);
  const counts = new Map<number, number>();
  for (let i = 0; i < use.nCustomers; i++) {
    const count = use.starts[i + 1]! - use.starts[i]!;
    if (isIn[i] && count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  for (const [count, customers] of counts)
    for (let j = 0; j < use.nProducts; j++)
      expected[j]! += customers * Math.min(1, (count * buyers[j]!) / total);
  return expected;
}
