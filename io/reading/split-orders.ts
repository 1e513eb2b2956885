import type { Engine } from '../engine.js';

/** Between an order number and the day that it is of; it occurs in no cell. */
const mark = 'chr(30)';

/**
 * Where an order number of the table `typed_lines` is of several customers at other times, or of days months apart, it
 * is the number of several orders, as of a till that begins again every day: what an order says of its money, state and
 * customer is then of one of them. Makes the table `split_orders (line_no, order_key)` of their lines, as
 * `sql/engine/clean-shared-numbers.sql` does for all files together.
 * @returns whether there are any; then `joinOrders` takes the days off their keys again
 */
export async function splitOrders(engine: Engine): Promise<boolean> {
  await engine.run(`
    create or replace table split_orders as
    with numbers as (
      select read_invoice_id, count(distinct coalesce(customer_id, customer_email)) as people,
        cast(min(ordered_at) as date) as first_on, cast(max(ordered_at) as date) as last_on
      from typed_lines where read_invoice_id is not null and is_line group by read_invoice_id
    ),
    judged as (
      select *, count(*) filter (people > 1) over () > count(*) filter (people = 1) over () as begins_again
      from numbers where last_on - first_on > 2
    ),
    shared as (
      select read_invoice_id, case when people > 2 then 0 when people = 2 or begins_again then 2 else 90 end as allowed_gap
      from judged where people > 1 or begins_again or last_on - first_on > 90
    ),
    days as (
      select distinct read_invoice_id, cast(ordered_at as date) as ordered_on, allowed_gap
      from typed_lines join shared using (read_invoice_id) where ordered_at is not null
    ),
    begun as (
      select *, case when ordered_on - lag(ordered_on) over number <= allowed_gap then null else ordered_on end as begins
      from days window number as (partition by read_invoice_id order by ordered_on)
    ),
    orders as (
      select read_invoice_id, ordered_on,
        last_value(begins ignore nulls) over (partition by read_invoice_id order by ordered_on rows unbounded preceding) as begun_on
      from begun
    )
    select line_no, typed_lines.read_invoice_id || ${mark} || cast(begun_on as varchar) as order_key
    from typed_lines join orders
      on typed_lines.read_invoice_id = orders.read_invoice_id and cast(ordered_at as date) = ordered_on
    order by line_no`);
  const [counted] = await engine.query<{ lines: number }>('select count(*) as lines from split_orders');
  return counted!.lines > 0;
}

/** Takes off what `splitOrders` has added: which orders a number stands for is decided from all files together. */
export const joinOrders = (engine: Engine) =>
  engine.run(
    `update judged_lines set invoice_id = split_part(invoice_id, ${mark}, 1) where contains(invoice_id, ${mark})`,
  );
