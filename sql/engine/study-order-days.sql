-- One row per day with an order of a customer who has a segment or none: every customer of the run.
with

orders as (
    select
        purchases.customer_id,
        purchases.invoice_id,
        cast(purchases.ordered_at as date) as ordered_on,
        sum(purchases.amount) as revenue
    from purchases
    group by
        purchases.customer_id,
        purchases.invoice_id,
        cast(purchases.ordered_at as date)
)

select
    cast(orders.ordered_on as varchar) as day,
    count(*) as orders,
    count(distinct orders.customer_id) as customers,
    sum(orders.revenue) as revenue
from orders
inner join members on orders.customer_id = members.customer_id
group by orders.ordered_on
order by orders.ordered_on
