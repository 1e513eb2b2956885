import { calendarMonth } from '../../../core/forecast/months.js';
import type { OrderDays } from '../../../core/forecast/order-days.js';
import { drawGamma } from '../../../core/random/draw-gamma.js';
import { createRandom } from '../../../core/random/random.js';
import { shopOpened } from './drawn-shop.js';
import { entriesToOrders } from './entries.js';

/** A shop with a peak in November and December, whose customers, half of them there before, leave and are followed by others. */
export function seasonalShop(nCustomers: number, days: number, seed: number): OrderDays {
  const random = createRandom(seed);
  return entriesToOrders(
    Array.from({ length: nCustomers }, (_, i) => {
      const rate = drawGamma(random, 1, 50);
      const money = 20 + 60 * random();
      const wasThere = i % 2 === 0;
      const first = wasThere ? 0 : Math.floor(days * random());
      const orders: [number, number][] = wasThere ? [] : [[shopOpened + first, money]];
      for (let day = first + 1; day < days && random() > 0.002; day++) {
        const peak = calendarMonth(shopOpened + day) >= 10 ? 3 : 1;
        if (random() < rate * peak) orders.push([shopOpened + day, money * (0.5 + random())]);
      }
      return orders;
    }),
  );
}
