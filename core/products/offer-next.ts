import type { Together } from './goes-together.js';
import { buyersOf, type ProductUse, useUntil } from './product-use.js';

/** How products that a customer has not bought yet are put in order. */
export const nextWays = ['together', 'popular'] as const;
export type NextWay = (typeof nextWays)[number];

/** So many products are offered to each. */
export const mostOffered = 5;

/** Products offered to one customer. */
export interface Offer {
  readonly product: number;
  /** The product of theirs that speaks most for it; null where popularity alone does. */
  readonly because: number | null;
}

/**
 * The products that a customer has not bought, the most promising first: the number of buyers, times 1 and all that the
 * customer's own products go together with it beyond chance (`lift` - 1 each).
 */
export function offersTo(
  owned: Int32Array,
  buyers: Float64Array,
  together: Together | null,
  most = mostOffered,
): Offer[] {
  const nProducts = buyers.length;
  const excess = new Float64Array(nProducts);
  if (together) {
    for (const product of owned) {
      const row = product * nProducts;
      for (let j = 0; j < nProducts; j++) {
        const lift = together.lift[row + j]!;
        if (lift > 1) excess[j]! += lift - 1;
      }
    }
  }
  const has = new Uint8Array(nProducts);
  for (const product of owned) has[product] = 1;
  const scores = buyers.map((count, j) => (has[j] === 1 ? -1 : count * (1 + excess[j]!)));
  return topOf(scores, most).map((product) => ({
    product,
    because: together ? strongest(owned, product, together) : null,
  }));
}

/** Indices of the largest scores from 0 on, the largest first; of equals the first. */
function topOf(scores: Float64Array, most: number): number[] {
  const top: number[] = [];
  for (let j = 0; j < scores.length; j++) {
    const score = scores[j]!;
    if (score < 0 || (top.length === most && score <= scores[top[most - 1]!]!)) continue;
    let at = top.length;
    while (at > 0 && scores[top[at - 1]!]! < score) at--;
    top.splice(at, 0, j);
    if (top.length > most) top.pop();
  }
  return top;
}

function strongest(owned: Int32Array, product: number, { lift, nProducts }: Together): number | null {
  let best: number | null = null;
  for (const one of owned)
    if (lift[one * nProducts + product]! > (best === null ? 1 : lift[best * nProducts + product]!))
      best = one;
  return best;
}

/** What offers of the past came to, over customers who went on to buy a product that was new to them. */
export interface MeasuredOffers {
  readonly way: NextWay;
  readonly customers: number;
  readonly offered: number;
  readonly bought: number;
  /** Customers who bought one of them at least. */
  readonly served: number;
}

/**
 * Makes the offers as of the end of a day, by each way, from what was known then, and sees what was bought until another.
 * @param togetherOf what goes together, as was known then
 * @param most customers, taken at even distances
 */
export function measureOffers(
  use: ProductUse,
  { day, until, most }: { readonly day: number; readonly until: number; readonly most: number },
  togetherOf: (past: ProductUse) => Together,
): MeasuredOffers[] {
  const past = useUntil(use, day);
  const together = togetherOf(past);
  const buyers = buyersOf(past);
  const judged = customersWithNews(use, past, day, until);
  const every = Math.max(1, Math.ceil(judged.length / most));
  const some = judged.filter((_, at) => at % every === 0);
  return nextWays.map((way) => {
    let [offered, bought, served] = [0, 0, 0];
    for (const { customer, news } of some) {
      const owned = past.products.subarray(past.starts[customer]!, past.starts[customer + 1]!);
      const offers = offersTo(owned, buyers, way === 'together' ? together : null);
      const hits = offers.filter(({ product }) => news.has(product)).length;
      offered += offers.length;
      bought += hits;
      if (hits > 0) served++;
    }
    return { way, customers: some.length, offered, bought, served };
  });
}

function customersWithNews(use: ProductUse, past: ProductUse, day: number, until: number) {
  const found: { customer: number; news: ReadonlySet<number> }[] = [];
  for (let customer = 0; customer < use.nCustomers; customer++) {
    if (past.starts[customer] === past.starts[customer + 1]) continue;
    const news = new Set<number>();
    for (let at = use.starts[customer]!; at < use.starts[customer + 1]!; at++)
      if (use.days[at]! > day && use.days[at]! <= until) news.add(use.products[at]!);
    if (news.size > 0) found.push({ customer, news });
  }
  return found;
}
