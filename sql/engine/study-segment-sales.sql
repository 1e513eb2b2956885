-- One row per segment: its orders, pieces and different products, each with its share of what all customers bought.
-- Customers in no segment count for the whole. Without quantities or products these are empty.
with

bought as (
    select
        members.segment_id,
        purchases.customer_id,
        purchases.invoice_id,
        purchases.stock_code,
        purchases.quantity
    from purchases
    inner join members on purchases.customer_id = members.customer_id
),

-- An order is a customer's: two customers may share the number of an invoice.
orders as (
    select
        segment_id,
        count(*) as orders
    from (select distinct segment_id, customer_id, invoice_id from bought) as invoices
    group by segment_id
),

goods as (
    select
        segment_id,
        sum(quantity) as pieces,
        count(distinct stock_code) as products
    from bought
    group by segment_id
),

everybody as (
    select
        (select sum(orders) from orders) as orders,
        sum(quantity) as pieces,
        count(distinct stock_code) as products
    from bought
)

select
    goods.segment_id,
    orders.orders,
    orders.orders / cast(everybody.orders as double) as order_share,
    goods.pieces,
    cast(goods.pieces as double) / cast(everybody.pieces as double) as piece_share,
    nullif(goods.products, 0) as products,
    goods.products / cast(nullif(everybody.products, 0) as double) as product_share
from goods
inner join orders on goods.segment_id = orders.segment_id
cross join everybody
where goods.segment_id > 0
order by goods.segment_id
