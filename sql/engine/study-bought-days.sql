-- One row per customer who is studied, product and day on which they bought it.
--
-- customer, product    numbers from 1, in the order of the ids
with

customer_days as (
    select
        customer_id,
        count(distinct cast(ordered_at as date)) as days
    from purchases
    group by customer_id
),

-- Of more than fit, those who ordered on most days: they have most to order again.
ranked_customers as (
    select
        customer_id,
        row_number() over (order by days desc, customer_id) as place
    from customer_days
    where days >= 3
),

numbered_customers as (
    select
        ranked_customers.customer_id,
        row_number() over (order by ranked_customers.customer_id) as customer
    from ranked_customers
    cross join study_bounds
    where ranked_customers.place <= study_bounds.most_customers
),

bought_days as (
    select
        numbered_customers.customer,
        numbered_customers.customer_id,
        purchases.stock_code,
        cast(purchases.ordered_at as date) as bought_on
    from purchases
    inner join numbered_customers on purchases.customer_id = numbered_customers.customer_id
    where purchases.stock_code is not null
    group by
        numbered_customers.customer,
        numbered_customers.customer_id,
        purchases.stock_code,
        cast(purchases.ordered_at as date)
),

numbered_products as (
    select
        stock_code,
        row_number() over (order by stock_code) as product
    from bought_days
    group by stock_code
),

final as (
    select
        bought_days.customer,
        bought_days.customer_id,
        numbered_products.product,
        numbered_products.stock_code,
        bought_days.bought_on
    from bought_days
    inner join numbered_products on bought_days.stock_code = numbered_products.stock_code
)

select *
from final
