import { expectedTogether } from './expected-together.js';
import { falseShare } from './first-products.js';
import { buyersOf, type ProductUse } from './product-use.js';
import { shrunkLifts } from './shrunk-lift.js';

/** Fewer customers who bought both say nothing of two products. */
const fewestTogether = 5;

/** Which products are bought by the same customers more than chance has it. */
export interface Together {
  readonly nProducts: number;
  /** Float64Array (nProducts × nProducts), symmetric: shrunk lift of those found, 0 of the others. */
  readonly lift: Float64Array;
  /** Pairs found, of all. */
  readonly pairs: number;
  readonly tested: number;
}

/** Products that go together, by the customers who bought both. Memory: nProducts² numbers, nProducts × nCustomers bits. */
export function goesTogether(use: ProductUse): Together {
  const { nProducts } = use;
  const sets = customerSets(use);
  const buyers = buyersOf(use);
  const expectedOf = expectedTogether(use);
  const tested = (nProducts * (nProducts - 1)) / 2;
  const counts = new Float64Array(tested);
  const expected = new Float64Array(tested);
  let at = 0;
  for (let i = 0; i < nProducts; i++) {
    for (let j = i + 1; j < nProducts; j++, at++) {
      counts[at] = inBoth(sets[i]!, sets[j]!);
      expected[at] = expectedOf(buyers[i]!, buyers[j]!);
    }
  }
  const lifts = shrunkLifts(counts, expected, fewestTogether);
  const lift = new Float64Array(nProducts * nProducts);
  let pairs = 0;
  at = 0;
  for (let i = 0; i < nProducts; i++) {
    for (let j = i + 1; j < nProducts; j++, at++) {
      if (lifts.pValue[at]! > falseShare || lifts.lift[at]! <= 1) continue;
      lift[i * nProducts + j] = lifts.lift[at]!;
      lift[j * nProducts + i] = lifts.lift[at]!;
      pairs++;
    }
  }
  return { nProducts, lift, pairs, tested };
}

/** A bit per customer, for each product. */
function customerSets({ nCustomers, nProducts, starts, products }: ProductUse): Int32Array[] {
  const sets = Array.from({ length: nProducts }, () => new Int32Array((nCustomers + 31) >> 5));
  for (let i = 0; i < nCustomers; i++)
    for (let at = starts[i]!; at < starts[i + 1]!; at++) sets[products[at]!]![i >> 5]! |= 1 << (i & 31);
  return sets;
}

/** Bits that two sets have in common. @see Warren 2012, Hacker's delight, figure 5-2 */
function inBoth(one: Int32Array, other: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    let bits = one[i]! & other[i]!;
    if (bits === 0) continue;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    sum += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}
