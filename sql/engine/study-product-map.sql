-- One row per product that was sold: to how many, for how much, and what of it today's Insiders bought.
with

sold as (
    select
        purchases.stock_code,
        purchases.customer_id,
        members.is_insider,
        max(purchases.description) as description,
        count(distinct purchases.invoice_id) as orders,
        sum(purchases.amount) as revenue
    from purchases
    inner join members on purchases.customer_id = members.customer_id
    where purchases.stock_code is not null
    group by
        purchases.stock_code,
        purchases.customer_id,
        members.is_insider
)

select
    stock_code,
    max(description) as description,
    count(*) as customers,
    sum(case when orders > 1 then 1 else 0 end) as customers_again,
    sum(orders) as orders,
    sum(revenue) as revenue,
    sum(case when is_insider then revenue else 0 end) as insiders_revenue
from sold
group by stock_code
order by stock_code
