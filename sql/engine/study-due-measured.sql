-- One row per way of choosing: what its products of the past came to, over the customers who are asked about.
--
-- customers   customers, once for each day of the past
-- offered     products that would have been offered to them
-- bought      of these, bought in the days after
-- served      of the customers, those who bought one of them at least
with

bought_after as (
    select distinct
        due_origins.origin,
        bought_days.customer,
        bought_days.product
    from bought_days
    inner join due_origins
        on
            bought_days.bought_on > due_origins.known_until
            and bought_days.bought_on <= due_origins.ends_on
),

offers as (
    select
        due_products.method,
        due_products.origin,
        due_products.customer,
        case when bought_after.product is not null then 1 else 0 end as is_bought
    from due_products
    left join bought_after
        on
            due_products.origin = bought_after.origin
            and due_products.customer = bought_after.customer
            and due_products.product = bought_after.product
),

customer_offers as (
    select
        method,
        origin,
        customer,
        count(*) as offered,
        sum(is_bought) as bought
    from offers
    group by
        method,
        origin,
        customer
),

final as (
    select
        method,
        count(*) as customers,
        sum(offered) as offered,
        sum(bought) as bought,
        sum(case when bought > 0 then 1 else 0 end) as served
    from customer_offers
    group by method
)

select *
from final
order by method
