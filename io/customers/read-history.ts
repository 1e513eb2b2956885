import { orderDays } from '../../core/forecast/order-days.js';
import type { OrderHistory } from '../../core/promise/order-history.js';
import type { Engine } from '../engine.js';

/**
 * When each customer ordered, by rows of customers.
 * @param customers a table with `customer_id` and `row`: 0 for the first customer
 * @param purchases a table of order lines
 */
export async function readHistory(
  engine: Engine,
  { customers, purchases }: { readonly customers: string; readonly purchases: string },
  nCustomers: number,
): Promise<OrderHistory> {
  const { customer, day, value, orders } = await engine.columns(
    `select
      numbered.row::double as customer,
      date_diff('day', date '1970-01-01', cast(ordered_at as date))::double as day,
      cast(sum(amount) as double) as value,
      count(distinct invoice_id)::double as orders
    from ${purchases} as lines
    join ${customers} as numbered using (customer_id)
    group by 1, 2
    order by 1, 2`,
  );
  const history = orderDays(nCustomers, { customer: customer!, day: day!, value: value! });
  return { ...history, orderCounts: Int32Array.from(orders!) };
}

/** The customers of `customers.parquet` with their rows. */
export const numberedCustomers = (table: string) =>
  `(select customer_id, file_row_number as row from read_parquet(${table}, file_row_number = true))`;
