/** One customer with a larger share of the revenue than this is said wherever the result is shown, 0..1. */
const large = 0.25;
/** Of fewer customers each has a large share. */
const fewest = 10;

/**
 * What whoever reads shares of the revenue must know where one customer has most of it.
 * @param share of the revenue that the customer who spent most has brought, 0..1; null where nobody has looked
 * @param customers all of them
 */
export function topCustomerNote(share: number | null, customers: number): string | undefined {
  if (share === null || share <= large || customers < fewest) return undefined;
  return `One customer alone brings ${Math.round(100 * share)} % of the revenue: shares, means and totals say little about the others.`;
}
