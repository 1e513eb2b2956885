-- One row per run and class of customers of a past forecast.
create view forecast_reliable as
select
  run_id,
  dataset,
  is_current,
  position,
  months,
  made_on,
  title,
  forecast_reliability.customers,
  expected_share,
  came_share,
  expected_orders,
  came_orders,
  (sum(forecast_reliability.customers * expected_orders) filter (where title like '%likely to order') over everything)::double precision as all_expected,
  (sum(forecast_reliability.customers * came_orders) filter (where title like '%likely to order') over everything)::double precision as all_came
from forecast_reliability
join known_runs using (run_id)
window everything as (partition by run_id);

comment on view forecast_reliable is 'One row per class of customers for whom a past forecast said much the same: what was said, and what came.';
comment on column forecast_reliable.all_expected is 'Orders that were to be expected of all customers.';
comment on column forecast_reliable.all_came is 'Orders of theirs that came.';
