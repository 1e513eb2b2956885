import { type OrderDays, orderDays } from '../../../core/forecast/order-days.js';
import type { Engine } from '../../../io/engine.js';

/** The run's customers in the order of their ids, and when each ordered. */
export interface CustomerOrders {
  readonly ids: readonly string[];
  /** Int32Array (nCustomers): segments from 1, 0 for none. */
  readonly segmentIds: Int32Array;
  /** Uint8Array (nCustomers): 1 for Insiders. */
  readonly isInsider: Uint8Array;
  readonly orders: OrderDays;
}

const byId = 'try_cast(customer_id as bigint), customer_id';

/** Needs the views of `withOrders`. */
export async function readOrderDays(engine: Engine): Promise<CustomerOrders> {
  const members = await engine.query<{ id: string; segmentId: number; isInsider: boolean }>(
    `select customer_id as id, segment_id as "segmentId", is_insider as "isInsider"
    from customers join members using (customer_id)
    order by ${byId}`,
  );
  const { customer, day, value } = await engine.columns(
    `with numbered as (select customer_id, row_number() over (order by ${byId}) - 1 as customer from customers)

    select
      customer,
      date_diff('day', date '1970-01-01', cast(ordered_at as date)) as day,
      cast(sum(amount) as double) as value
    from purchases
    join numbered using (customer_id)
    group by all
    order by customer, day`,
  );
  return {
    ids: members.map(({ id }) => id),
    segmentIds: Int32Array.from(members, ({ segmentId }) => segmentId),
    isInsider: Uint8Array.from(members, ({ isInsider }) => Number(isInsider)),
    orders: orderDays(members.length, { customer: customer!, day: day!, value: value! }),
  };
}
