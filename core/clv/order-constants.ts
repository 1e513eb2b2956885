/** What of the likelihood of BG/NBD and its like depends on the number of orders only: its value, and slopes by r, a, b. */
export interface OrderConstants {
  readonly value: number;
  readonly byR: number;
  readonly byA: number;
  readonly byB: number;
}

/** Computed once for each number of orders. */
export function keptByOrders(
  compute: (orders: number) => OrderConstants,
): (orders: number) => OrderConstants {
  const known = new Map<number, OrderConstants>();
  return (orders) => {
    const kept = known.get(orders);
    if (kept) return kept;
    const computed = compute(orders);
    known.set(orders, computed);
    return computed;
  };
}
