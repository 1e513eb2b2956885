-- One row per customer: revenue of October to December, and of the other months.
select
    customer_id,
    sum(case when extract(quarter from ordered_at) = 4 then amount else 0 end) as fourth,
    sum(case when extract(quarter from ordered_at) = 4 then 0 else amount end) as others
from purchases
group by customer_id
