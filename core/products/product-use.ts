/** Which customers have bought which products, and since when: one entry per customer and product. */
export interface ProductUse {
  readonly nCustomers: number;
  readonly nProducts: number;
  /** Int32Array (nCustomers + 1): customer i has the entries from starts[i] to before starts[i + 1]. */
  readonly starts: Int32Array;
  /** Int32Array (nEntries), rising within a customer. */
  readonly products: Int32Array;
  /** Int32Array (nEntries): the day of the first purchase. */
  readonly days: Int32Array;
}

/**
 * Products of one family become one, bought since the first day on which any of them was.
 * @param entries sorted by customer: which customer, which product, which day
 * @param itemOf Int32Array: the item, from 0, that each product is
 */
export function foldedUse(
  nCustomers: number,
  nItems: number,
  entries: { readonly customer: Float64Array; readonly product: Float64Array; readonly day: Float64Array },
  itemOf: Int32Array,
): ProductUse {
  const starts = new Int32Array(nCustomers + 1);
  const products: number[] = [];
  const days: number[] = [];
  let at = 0;
  for (let customer = 0; customer < nCustomers; customer++) {
    const first = new Map<number, number>();
    for (; at < entries.customer.length && entries.customer[at] === customer; at++) {
      const item = itemOf[entries.product[at]!]!;
      first.set(item, Math.min(first.get(item) ?? Number.POSITIVE_INFINITY, entries.day[at]!));
    }
    for (const item of [...first.keys()].sort((a, b) => a - b)) {
      products.push(item);
      days.push(first.get(item)!);
    }
    starts[customer + 1] = products.length;
  }
  return {
    ...{ nCustomers, nProducts: nItems, starts },
    products: Int32Array.from(products),
    days: Int32Array.from(days),
  };
}

/** What was known of it at the end of a day. */
export function useUntil(
  { nCustomers, nProducts, starts, products, days }: ProductUse,
  day: number,
): ProductUse {
  const kept: number[] = [];
  const until = new Int32Array(nCustomers + 1);
  for (let i = 0; i < nCustomers; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) if (days[at]! <= day) kept.push(at);
    until[i + 1] = kept.length;
  }
  return {
    ...{ nCustomers, nProducts, starts: until },
    products: Int32Array.from(kept, (at) => products[at]!),
    days: Int32Array.from(kept, (at) => days[at]!),
  };
}

/** Float64Array (nProducts): customers of each. */
export function buyersOf({ nProducts, products }: Pick<ProductUse, 'nProducts' | 'products'>): Float64Array {
  const buyers = new Float64Array(nProducts);
  for (const product of products) buyers[product]!++;
  return buyers;
}
