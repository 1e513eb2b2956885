-- One row per customer who is studied and product of those that most of them have bought.
--
-- customer    number from 0, as in study_customers
-- product     number from 0, the product with most buyers first
-- first_on    the first day on which the customer bought it
with

bought_products as (
    select
        study_customers.customer,
        purchases.stock_code,
        min(cast(purchases.ordered_at as date)) as first_on
    from purchases
    inner join study_customers on purchases.customer_id = study_customers.customer_id
    where purchases.stock_code is not null
    group by
        study_customers.customer,
        purchases.stock_code
),

product_buyers as (
    select
        stock_code,
        count(*) as buyers
    from bought_products
    group by stock_code
),

ranked_products as (
    select
        stock_code,
        row_number() over (order by buyers desc, stock_code) - 1 as product
    from product_buyers
),

final as (
    select
        bought_products.customer,
        ranked_products.product,
        ranked_products.stock_code,
        bought_products.first_on
    from bought_products
    inner join ranked_products on bought_products.stock_code = ranked_products.stock_code
    cross join study_bounds
    where ranked_products.product < study_bounds.most_products
)

select *
from final
