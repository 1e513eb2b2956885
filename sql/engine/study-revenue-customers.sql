-- One row per segment of today and kind of customer: what they bought in two stretches of orders.
--
-- compared_lines               order lines of both stretches; in_before, in_now: 1 where the line is in that one
-- known_before                 one row per customer who had ordered by the end of the first
-- kind                         new: not known by the end of the first; kept: ordered in both; won back: known, and ordered in the
--                              second only; lost: ordered in the first only
-- money_before, money_now      in ten-thousandths
with

orders as (
    select
        customer_id,
        invoice_id,
        max(in_before) as in_before,
        max(in_now) as in_now,
        sum(case when in_before = 1 then amount else 0 end) as amount_before,
        sum(case when in_now = 1 then amount else 0 end) as amount_now
    from compared_lines
    group by
        customer_id,
        invoice_id
),

sales as (
    select
        customer_id,
        sum(in_before) as orders_before,
        sum(in_now) as orders_now,
        sum(amount_before) as amount_before,
        sum(amount_now) as amount_now
    from orders
    group by customer_id
),

of_a_kind as (
    select
        sales.orders_before,
        sales.orders_now,
        sales.amount_before,
        sales.amount_now,
        coalesce(members.segment_id, 0) as segment_id,
        case
            when sales.orders_now = 0 then 'lost'
            when sales.orders_before > 0 then 'kept'
            when known_before.customer_id is not null then 'won back'
            else 'new'
        end as kind
    from sales
    left join members on sales.customer_id = members.customer_id
    left join known_before on sales.customer_id = known_before.customer_id
)

select
    segment_id,
    kind,
    sum(case when orders_before > 0 then 1 else 0 end) as customers_before,
    sum(case when orders_now > 0 then 1 else 0 end) as customers_now,
    sum(orders_before) as orders_before,
    sum(orders_now) as orders_now,
    cast(sum(amount_before) * 10000 as bigint) as money_before,
    cast(sum(amount_now) * 10000 as bigint) as money_now
from of_a_kind
group by
    segment_id,
    kind
order by
    segment_id,
    kind
