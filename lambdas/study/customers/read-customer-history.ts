import type { OrderHistory } from '../../../core/promise/order-history.js';
import { readHistory } from '../../../io/customers/read-history.js';
import type { Engine } from '../../../io/engine.js';

/** When each customer ordered, in the order of the view `customers`. Needs the views of `withOrders`. */
export const readCustomerHistory = (engine: Engine, nCustomers: number): Promise<OrderHistory> =>
  readHistory(
    engine,
    {
      customers: '(select customer_id, row_number() over () - 1 as row from customers)',
      purchases: 'purchases',
    },
    nCustomers,
  );
