-- One row per product: who bought it in two stretches of orders, and for how much; what changed most comes first. What has no code
-- is one row.
--
-- lines_before, lines_now      order lines of either stretch
-- money_before, money_now      in ten-thousandths
with

lines_of_both as (
    select
        stock_code,
        description,
        customer_id,
        invoice_id,
        amount,
        0 as is_now
    from lines_before
    union all
    select
        stock_code,
        description,
        customer_id,
        invoice_id,
        amount,
        1 as is_now
    from lines_now
),

orders as (
    select
        stock_code,
        customer_id,
        invoice_id,
        is_now,
        max(description) as description,
        sum(amount) as amount
    from lines_of_both
    group by
        stock_code,
        customer_id,
        invoice_id,
        is_now
),

buyers as (
    select
        stock_code,
        customer_id,
        max(description) as description,
        sum(case when is_now = 0 then 1 else 0 end) as orders_before,
        sum(case when is_now = 1 then 1 else 0 end) as orders_now,
        sum(case when is_now = 0 then amount else 0 end) as amount_before,
        sum(case when is_now = 1 then amount else 0 end) as amount_now
    from orders
    group by
        stock_code,
        customer_id
),

final as (
    select
        stock_code,
        max(description) as description,
        sum(case when orders_before > 0 then 1 else 0 end) as customers_before,
        sum(case when orders_now > 0 then 1 else 0 end) as customers_now,
        sum(orders_before) as orders_before,
        sum(orders_now) as orders_now,
        cast(sum(amount_before) * 10000 as bigint) as money_before,
        cast(sum(amount_now) * 10000 as bigint) as money_now
    from buyers
    group by stock_code
)

select *
from final
where stock_code is not null
order by
    abs(money_now - money_before) desc,
    stock_code
