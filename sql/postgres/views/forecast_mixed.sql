-- One row per run, horizon, group and way to forecast that counts.
create view forecast_mixed as
select
  run_id,
  dataset,
  is_current,
  months,
  customer_group,
  case customer_group when 'all' then 'All customers' when 'best' then 'Insiders' else 'New customers' end as group_title,
  position,
  title,
  past_error,
  weight
from forecast_candidates
join known_runs using (run_id);

comment on view forecast_mixed is 'One row per horizon, group and way to forecast: how far it was off in the past, and how much it counts today.';
comment on column forecast_mixed.group_title is 'Whose money.';
