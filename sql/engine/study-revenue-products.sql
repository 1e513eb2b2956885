-- One row per product, of the hundred whose money changed most between two stretches of orders, and who bought it.
--
-- compared_lines               order lines of both stretches; in_before, in_now: 1 where the line is in that one
-- money_before, money_now      in ten-thousandths
with

products as (
    select
        stock_code,
        sum(case when in_before = 1 then amount else 0 end) as amount_before,
        sum(case when in_now = 1 then amount else 0 end) as amount_now
    from compared_lines
    where stock_code is not null
    group by stock_code
),

ranked as (
    select
        stock_code,
        amount_before,
        amount_now,
        row_number() over (order by abs(amount_now - amount_before) desc, stock_code) as place
    from products
),

listed as (
    select
        stock_code,
        amount_before,
        amount_now,
        place
    from ranked
    where place <= 100
),

-- Names and buyers are looked up for those only: that of all products would take most of the time.
orders as (
    select
        listed.stock_code,
        compared_lines.customer_id,
        compared_lines.invoice_id,
        max(compared_lines.description) as description,
        max(compared_lines.in_before) as in_before,
        max(compared_lines.in_now) as in_now
    from compared_lines
    inner join listed on compared_lines.stock_code = listed.stock_code
    group by
        listed.stock_code,
        compared_lines.customer_id,
        compared_lines.invoice_id
),

buyers as (
    select
        stock_code,
        customer_id,
        max(description) as description,
        sum(in_before) as orders_before,
        sum(in_now) as orders_now
    from orders
    group by
        stock_code,
        customer_id
),

sales as (
    select
        stock_code,
        max(description) as description,
        sum(case when orders_before > 0 then 1 else 0 end) as customers_before,
        sum(case when orders_now > 0 then 1 else 0 end) as customers_now,
        sum(orders_before) as orders_before,
        sum(orders_now) as orders_now
    from buyers
    group by stock_code
)

select
    listed.stock_code,
    sales.description,
    sales.customers_before,
    sales.customers_now,
    sales.orders_before,
    sales.orders_now,
    cast(listed.amount_before * 10000 as bigint) as money_before,
    cast(listed.amount_now * 10000 as bigint) as money_now
from listed
inner join sales on listed.stock_code = sales.stock_code
order by listed.place
