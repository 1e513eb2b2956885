-- One row per month and segment with an order: what today's members of the segment bought in it.
--
-- month, segment_id    the month's first day; 0 for customers in no segment
-- An order is a customer's: two customers may share the number of an invoice.
with

orders as (
    select
        purchases.customer_id,
        purchases.invoice_id,
        cast(date_trunc('month', purchases.ordered_at) as date) as ordered_month,
        sum(purchases.amount) as revenue
    from purchases
    group by
        purchases.customer_id,
        purchases.invoice_id,
        cast(date_trunc('month', purchases.ordered_at) as date)
)

select
    cast(orders.ordered_month as varchar) as month,
    members.segment_id,
    sum(orders.revenue) as revenue,
    count(*) as orders,
    count(distinct orders.customer_id) as customers
from orders
inner join members on orders.customer_id = members.customer_id
group by
    orders.ordered_month,
    members.segment_id
order by
    orders.ordered_month,
    members.segment_id
