/** Customers of one part: rows `from` to `to - 1` of `customers.parquet`. */
export interface CustomerPart {
  readonly from: number;
  readonly to: number;
}

/** As many customers at a time as take tens of megabytes, whatever is computed of them. */
const partSize = 100_000;

/** All customers in parts, in their order. */
export function customerParts(nCustomers: number): CustomerPart[] {
  return Array.from({ length: Math.ceil(nCustomers / partSize) }, (_, part) => ({
    from: part * partSize,
    to: Math.min((part + 1) * partSize, nCustomers),
  }));
}
