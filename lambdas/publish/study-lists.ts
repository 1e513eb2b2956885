import type { Engine } from '../../io/engine.js';
import { defused } from './defused.js';
import type { List } from './list.js';

/** Tables of studies that the lists are made of. */
export const listedTables = [
  ...['customer_doors', 'movers', 'experiment_arms', 'buys_anyway', 'due_products', 'next_products'],
] as const;

/** Whom a list of people to write to is about, so that it can be worked through without another. */
const whoTheyAre = `${defused('customer_doors.customer_id')} as customer_id, standing, listed.segment, listed.country, listed.gross_revenue as revenue, listed.invoices as orders`;
const ownRhythm = `round(cast(own_gap_days as double), 1) as own_gap_days, due_on, late_days, ${defused('sentence')} as sentence`;

/** What e-mail and ad tools take, and what people work through: who moved, who is held out of a test. */
export const studyLists: readonly List[] = [
  {
    file: 'enter-soon.csv',
    query: `select ${whoTheyAre}, orders_missing, ceil(100 * cast(money_missing as double)) / 100 as money_missing, by_on, ${ownRhythm}
      from customer_doors left join listed_customers as listed on listed.customer_id = ${defused('customer_doors.customer_id')}
      where standing = 'near'
      order by cast(money_missing as double), cast(orders_missing as integer), customer_doors.customer_id`,
  },
  {
    file: 'about-to-leave.csv',
    query: `select ${whoTheyAre}, days_left, leaves_on, ${ownRhythm}
      from customer_doors left join listed_customers as listed on listed.customer_id = ${defused('customer_doors.customer_id')}
      where standing = 'leaving soon'
      order by cast(days_left as integer), customer_doors.customer_id`,
  },
  {
    file: 'due.csv',
    query: `select ${defused('customer_id')} as customer_id, ${defused('stock_code')} as stock_code, ${defused('description')} as description, due_on, times, round(cast(gap_days as double), 1) as gap_days, last_on, way
      from due_products order by cast(position as integer)`,
  },
  {
    file: 'next-product.csv',
    query: `select ${defused('customer_id')} as customer_id, place, ${defused('stock_code')} as stock_code, ${defused('description')} as description, ${defused('because_code')} as because_code, ${defused('because')} as because, way
      from next_products order by next_products.customer_id, cast(place as integer)`,
  },
  {
    file: 'movers.csv',
    query: `select ${defused('customer_id')} as customer_id, kind, from_segment, to_segment, money, ${defused('reason')} as reason
      from movers order by cast(position as integer)`,
  },
  {
    file: 'holdout.csv',
    query: `select ${defused('customer_id')} as customer_id, stratum
      from experiment_arms where arm = 'holdout' order by cast(stratum as integer), customer_id`,
  },
  {
    file: 'audience.csv',
    query: `select ${defused('customer_id')} as customer_id, segment, value_tier, is_insider, buys_anyway
      from audience order by revenue desc, audience.customer_id`,
  },
  {
    // What ad platforms match on: the SHA-256 of the address in lower case without blanks around it.
    file: 'audience-ads.csv',
    query: `select sha256(lower(trim(address))) as email_sha256, segment, value_tier
      from (
        select audience.*, coalesce(contacts.email, audience.customer_id) as address
        from audience left join contacts on contacts.customer_id = audience.customer_id
      )
      where regexp_matches(address, '^[^@ ]+@[^@ ]+[.][^@ ]+$')
      order by revenue desc, customer_id`,
  },
];

/**
 * Everybody with segment and value tier (who is held out of a test is a list of its own, for whom one is planned): A are the customers that make the first half of the revenue,
 * B those that make it four fifths, C the rest.
 */
export async function makeAudience(engine: Engine): Promise<void> {
  await engine.run(`
    create table audience as
    with valued as (
      select customer_id, cast(segment_id as integer) as segment_id, is_insider,
        cast(gross_revenue as double) as revenue,
        coalesce(sum(cast(gross_revenue as double)) over (
          order by cast(gross_revenue as double) desc, customer_id
          rows between unbounded preceding and 1 preceding), 0) as revenue_above,
        sum(cast(gross_revenue as double)) over () as revenue_of_all
      from customers
    )
    select valued.customer_id, coalesce(segment, 'none') as segment, is_insider, revenue,
      case when revenue_above < 0.5 * revenue_of_all then 'A'
        when revenue_above < 0.8 * revenue_of_all then 'B' else 'C' end as value_tier,
      buys_anyway.customer_id is not null as buys_anyway
    from valued
    left join segment_names on valued.segment_id = segment_names.segment_id
    left join buys_anyway on valued.customer_id = buys_anyway.customer_id`);
}
