import type { Engine } from '../../../io/engine.js';
import { queryRows } from './query-rows.js';

/** Days before the as-of day, whose own age is 0: from inclusive, to exclusive. */
export interface AgeRange {
  readonly from: number;
  readonly to: number;
}

export interface Spender {
  readonly customerId: string;
  readonly segmentId: number;
  readonly isInsider: boolean;
}

/** Every customer with an order, and what each spent, in the customers' order. */
export interface Spending {
  readonly customers: readonly Spender[];
  /** Float64Array (nCustomers) per range: money of the orders whose age is in it. */
  readonly byRange: readonly Float64Array[];
}

/**
 * What customers spent in ranges of days, from the views of `withOrders`.
 * @param asOf ISO date
 * @param ranges whole numbers
 */
export async function readSpending(
  engine: Engine,
  asOf: string,
  ranges: readonly AgeRange[],
): Promise<Spending> {
  await engine.query(`create table as_of_day as select cast($1 as date) as as_of`, [asOf]);
  const sums = ranges.map(
    ({ from, to }, i) =>
      `coalesce(sum(case when age >= ${from} and age < ${to} then amount end), 0) as range_${i}`,
  );
  await engine.run(`
    create table spending as
    with aged as (
      select customer_id, amount, date_diff('day', cast(ordered_at as date), as_of) as age
      from purchases cross join as_of_day
    ), sums as (
      select ${['customer_id', ...sums].join(', ')} from aged group by customer_id
    )
    select members.customer_id, members.segment_id, members.is_insider, ${ranges.map((_, i) => `range_${i}`).join(', ')}
    from members inner join sums on members.customer_id = sums.customer_id`);
  const customers = await queryRows<Spender>(
    engine,
    'select customer_id, segment_id, is_insider from spending order by customer_id',
  );
  const selected = ranges.map((_, i) => `cast(range_${i} as double) as range_${i}`).join(', ');
  const columns = await engine.columns(`select ${selected} from spending order by customer_id`);
  return { customers, byRange: ranges.map((_, i) => columns[`range_${i}`]!) };
}
