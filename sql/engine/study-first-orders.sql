-- One row per customer and day with an order, the first two of each.
--
-- nth          which of the customer's days, from 1
-- next_on      the day of the next order; null where there is none yet
-- known_days   days from it to the next order, or else to the end of the data
with

order_days as (
    select
        customer_id,
        cast(ordered_at as date) as ordered_on
    from purchases
    group by
        customer_id,
        cast(ordered_at as date)
),

data_end as (
    select max(ordered_on) as ended_on
    from order_days
),

ranked_days as (
    select
        customer_id,
        ordered_on,
        row_number() over (partition by customer_id order by ordered_on) as nth,
        lead(ordered_on) over (partition by customer_id order by ordered_on) as next_on
    from order_days
),

final as (
    select
        ranked_days.customer_id,
        ranked_days.ordered_on,
        ranked_days.nth,
        ranked_days.next_on,
        date_diff('day', ranked_days.ordered_on, coalesce(ranked_days.next_on, data_end.ended_on)) as known_days
    from ranked_days
    cross join data_end
    where ranked_days.nth <= 2
)

select *
from final
