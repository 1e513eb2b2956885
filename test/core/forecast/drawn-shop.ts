import { dayNumber } from '../../../core/forecast/months.js';
import type { OrderDays } from '../../../core/forecast/order-days.js';
import { drawBeta } from '../../../core/random/draw-beta.js';
import { drawExponential } from '../../../core/random/draw-exponential.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { entriesToOrders } from './entries.js';

export const shopOpened = dayNumber('2019-01-01');

export interface DrawnShop {
  readonly nCustomers: number;
  readonly days: number;
  readonly seed: number;
  /** Whether customers leave after an order, by beta(1, 4); else nobody leaves. */
  readonly isLeaving?: boolean;
}

/** A shop whose customers are those of BG/NBD and gamma-gamma; they join evenly over its days. */
export function drawnShop({ nCustomers, days, seed, isLeaving = true }: DrawnShop): OrderDays {
  const random = createRandom(seed);
  return entriesToOrders(
    Array.from({ length: nCustomers }, () => {
      const first = Math.floor(days * random());
      const rate = drawGamma(random, 1, 30);
      const leaving = isLeaving ? drawBeta(random, 1, 4) : 0;
      const money = drawGamma(random, 4, 120);
      const worth = () => drawGamma(random, 3, money);
      const orders = new Map([[shopOpened + first, worth()]]);
      let time = first;
      while (random() >= leaving) {
        time += drawExponential(random, rate);
        if (time >= days) break;
        orders.set(shopOpened + Math.floor(time), worth());
      }
      return [...orders];
    }),
  );
}
