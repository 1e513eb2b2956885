-- One row per step (1: from the first order to the second, 2: from the second to the third) and number of days.
--
-- came, censored    customers whose next order came after so many days; who have been known for so many without one
select
    nth as step,
    known_days as days,
    sum(case when next_on is not null then 1 else 0 end) as came,
    sum(case when next_on is null then 1 else 0 end) as censored
from first_orders
group by
    nth,
    known_days
order by
    nth,
    known_days
