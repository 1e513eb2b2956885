import { drawExponential } from '../../../core/random/draw-exponential.js';
import { createRandom } from '../../../core/random/random.js';
import type { OrderLine } from '../clean/order-lake.js';

export interface ShopOfMonths {
  readonly customers?: number;
  readonly days?: number;
  /** Share of the customers who order ten times as often as the others, 0..1. */
  readonly keen?: number;
  readonly returns?: boolean;
  /** Everybody orders once. */
  readonly once?: boolean;
  readonly price?: () => number;
}

/** The first of them are keen: `k0`, `k1` …, the others are `c<number>`. */
export const customerIds = ({ customers = 120, keen = 0.2 }: ShopOfMonths = {}) =>
  Array.from({ length: customers }, (_, i) => (i < customers * keen ? `k${i}` : `c${i}`));

/** Order lines of a shop from 1 January 2020 on; the same seed gives the same lines. */
export function shopOfMonths(seed: string, shop: ShopOfMonths = {}): OrderLine[] {
  const { days = 400, returns = true, once = false } = shop;
  const random = createRandom(seed);
  const price = shop.price ?? (() => Math.round(100 + 900 * random()) / 100);
  return customerIds(shop).flatMap((customer_id) => {
    const rate = customer_id.startsWith('k') ? 1 / 15 : 1 / 150;
    const orderDays = [Math.floor(random() * Math.min(days, 60))];
    for (let day = orderDays[0]!; !once; ) {
      day += Math.ceil(drawExponential(random, rate));
      if (day >= days) break;
      orderDays.push(day);
    }
    return orderDays.flatMap((day, order): OrderLine[] => {
      const ordered_at = `${new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)} 10:00:00`;
      const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        ...{ customer_id, ordered_at, invoice_id: `${customer_id}-${order}` },
        stock_code: `P${Math.floor(random() * 40)}`,
        quantity: 1 + Math.floor(random() * 12),
        unit_price: price(),
      }));
      const [first] = lines;
      const back = { ...first!, invoice_id: `C${first!.invoice_id}`, quantity: -1 };
      return returns && random() < 0.1 ? [...lines, back] : lines;
    });
  });
}
