/** Customers who stood in one segment and now stand in another, or in the same. */
export interface Flow {
  /** Segment ids; 0 for no segment, `notYet` for who was no customer then. */
  readonly before: number;
  readonly after: number;
  readonly customers: number;
  /** What they have spent so far. */
  readonly revenue: number;
}

/** Of who had not ordered yet; nobodyId is -1. */
export const notYet = -2;

/** Customers on two days. */
export interface Standings {
  /** Int32Array (nCustomers): segment ids, `notYet` for who had not ordered yet. */
  readonly before: Int32Array;
  /** Int32Array (nCustomers): segment ids. */
  readonly after: Int32Array;
  /** Float64Array (nCustomers): money so far. */
  readonly revenue: Float64Array;
}

/**
 * @param scale how many customers each one stands for, where they are a sample
 * @returns by segment of the earlier day, then of the later
 */
export function segmentFlow({ before, after, revenue }: Standings, scale = 1): Flow[] {
  const flows = new Map<string, { before: number; after: number; customers: number; revenue: number }>();
  before.forEach((from, i) => {
    const to = after[i]!;
    const flow = flows.get(`${from} ${to}`) ?? { before: from, after: to, customers: 0, revenue: 0 };
    flow.customers++;
    flow.revenue += revenue[i]!;
    flows.set(`${from} ${to}`, flow);
  });
  return [...flows.values()]
    .sort((a, b) => a.before - b.before || a.after - b.after)
    .map((flow) => ({
      ...flow,
      customers: Math.round(flow.customers * scale),
      revenue: Math.round(flow.revenue * scale * 100) / 100,
    }));
}
