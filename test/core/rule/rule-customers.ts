import type { Unit } from '../../../core/features.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import { createRandom } from '../../../core/random.js';

export const units: Record<string, Unit> = {
  invoices: 'count',
  gross_revenue: 'money',
  recency_days: 'days',
};

/**
 * A shop of 1,500 whose members are known: 10 orders and more, the last within 45 days.
 * @param blur orders by which the line is drawn too high or too low for one or the other
 */
export function ruleCustomers(seed: string, blur = 2) {
  const random = createRandom(seed);
  const draw = (of: () => number) => Float64Array.from({ length: 1500 }, of);
  const invoices = draw(() => 1 + Math.floor(drawExponential(random, 1 / 6)));
  const recency_days = draw(() => Math.floor(drawExponential(random, 1 / 60)));
  const gross_revenue = invoices.map((orders) => orders * 100 * (0.5 + random()));
  const isMember = Uint8Array.from(invoices, (orders, i) =>
    Number(orders >= 10 + blur * (random() - 0.5) && recency_days[i]! < 45),
  );
  return { columns: { gross_revenue, recency_days, invoices }, units, isMember };
}
