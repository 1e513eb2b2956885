import { createRandom } from '../../../core/random/random.js';
import type { OrderLine } from './order-lake.js';

/** Order lines with all the dirt there is: the same seed gives the same lines. */
export function randomOrders(seed: number, nLines: number): (OrderLine & { line_no: number })[] {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const below = (n: number) => Math.floor(random() * n);
  return Array.from({ length: nLines }, (_, i) => ({
    line_no: i + 2,
    invoice_id: `${pick(['', 'C'])}${below(nLines / 3)}`,
    stock_code: pick(['10002', '10003', '10004', '10005', 'POST', 'PADS', null]),
    description: pick(['LANTERN', 'MUG', null]),
    quantity: pick([-3, -2, -1, 0, 1, 1, 2, 3, 12]),
    ordered_at: `2020-0${1 + below(4)}-${10 + below(20)} ${10 + below(10)}:00:00`,
    unit_price: pick([0, 0.01, 0.29, 1.25, 1.25, 4.1]),
    customer_id: pick(['1', '2', '3', '4', '10', 'ann@example.com', null]),
    country: pick(['France', 'Italy', 'Unspecified', null]),
  }));
}
