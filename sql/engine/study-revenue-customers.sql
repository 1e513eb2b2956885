-- One row per segment of today and kind of customer: what they bought in two stretches of orders.
--
-- lines_before, lines_now      order lines of either stretch
-- known_before                 one row per customer who had ordered by the end of the first
-- kind                         new: not known by the end of the first; kept: ordered in both; won back: known, and ordered in the
--                              second only; lost: ordered in the first only
-- money_before, money_now      in ten-thousandths
with

orders_before as (
    select
        customer_id,
        invoice_id,
        sum(amount) as amount
    from lines_before
    group by
        customer_id,
        invoice_id
),

orders_now as (
    select
        customer_id,
        invoice_id,
        sum(amount) as amount
    from lines_now
    group by
        customer_id,
        invoice_id
),

sales_before as (
    select
        customer_id,
        count(*) as orders,
        sum(amount) as amount
    from orders_before
    group by customer_id
),

sales_now as (
    select
        customer_id,
        count(*) as orders,
        sum(amount) as amount
    from orders_now
    group by customer_id
),

everybody as (
    select
        coalesce(sales_now.customer_id, sales_before.customer_id) as customer_id,
        coalesce(sales_before.orders, 0) as orders_before,
        coalesce(sales_now.orders, 0) as orders_now,
        coalesce(sales_before.amount, 0) as amount_before,
        coalesce(sales_now.amount, 0) as amount_now
    from sales_before
    full outer join sales_now on sales_before.customer_id = sales_now.customer_id
),

of_a_kind as (
    select
        everybody.orders_before,
        everybody.orders_now,
        everybody.amount_before,
        everybody.amount_now,
        coalesce(members.segment_id, 0) as segment_id,
        case
            when everybody.orders_now = 0 then 'lost'
            when everybody.orders_before > 0 then 'kept'
            when known_before.customer_id is not null then 'won back'
            else 'new'
        end as kind
    from everybody
    left join members on everybody.customer_id = members.customer_id
    left join known_before on everybody.customer_id = known_before.customer_id
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
