-- One row per reason for which customers are left out.
--
-- reason      'noPurchase', or the reason in judged_customers
-- customers   customers with this reason
-- money       their gross revenue; for customers without a purchase, their returns, negative
with

customers_with_returns as (
    select
        customer_id,
        sum(amount) as money
    from returns
    group by customer_id
),

without_purchase as (
    select
        'noPurchase' as reason,
        count(*) as customers,
        coalesce(sum(customers_with_returns.money), 0) as money
    from customers_with_returns
    left join all_customers on customers_with_returns.customer_id = all_customers.customer_id
    where all_customers.customer_id is null
),

judged as (
    select
        not_eligible as reason,
        count(*) as customers,
        sum(gross_revenue) as money
    from judged_customers
    where not_eligible is not null
    group by not_eligible
),

final as (
    select * from without_purchase

    union all

    select * from judged
)

select *
from final
where customers > 0
order by reason
