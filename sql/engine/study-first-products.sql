-- One row per product that many began with, and number of days: as order-gaps has it of all, of those who bought it on
-- the first day with an order. The five hundred products that most began with, by thirty customers at least.
with

first_baskets as (
    select
        purchases.stock_code,
        first_orders.customer_id,
        first_orders.known_days,
        max(case when first_orders.next_on is not null then 1 else 0 end) as came
    from purchases
    inner join first_orders
        on
            purchases.customer_id = first_orders.customer_id
            and cast(purchases.ordered_at as date) = first_orders.ordered_on
    where
        first_orders.nth = 1
        and purchases.stock_code is not null
    group by
        purchases.stock_code,
        first_orders.customer_id,
        first_orders.known_days
),

counted_products as (
    select
        stock_code,
        count(*) as customers
    from first_baskets
    group by stock_code
),

ranked_products as (
    select
        stock_code,
        row_number() over (order by customers desc, stock_code) as place
    from counted_products
    where customers >= 30
),

final as (
    select
        first_baskets.stock_code,
        first_baskets.known_days as days,
        sum(first_baskets.came) as came,
        sum(1 - first_baskets.came) as censored
    from first_baskets
    inner join ranked_products on first_baskets.stock_code = ranked_products.stock_code
    where ranked_products.place <= 500
    group by
        first_baskets.stock_code,
        first_baskets.known_days
)

select *
from final
order by
    stock_code,
    days
