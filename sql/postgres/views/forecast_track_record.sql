-- One row per run and past forecast.
create view forecast_track_record as
select
  run_id,
  dataset,
  is_current,
  months,
  made_on,
  case customer_group
    when 'all' then 'All customers'
    when 'best' then 'Those who had spent most'
    else 'New customers'
  end as customer_group,
  track_record.customers,
  forecast,
  low,
  high,
  naive,
  share,
  actual,
  error,
  naive_error,
  share_error,
  expected_error,
  is_covered,
  count(*) filter (where customer_group <> 'new') over everything as trials,
  count(*) filter (where is_covered and customer_group <> 'new') over everything as covered,
  avg(abs(error)) filter (where customer_group <> 'new') over everything as mean_error,
  avg(abs(naive_error)) filter (where customer_group <> 'new') over everything as mean_naive_error,
  avg(abs(expected_error)) filter (where customer_group <> 'new') over everything as mean_expected_error
from track_record
join known_runs using (run_id)
window everything as (partition by run_id, months);

comment on view forecast_track_record is 'One row per forecast as it would have been made in the past, and what came.';
comment on column forecast_track_record.customer_group is 'Whose money was forecast: everybody known that day, those who had spent most, the same share as the Insiders are today, or those who were yet to come.';
comment on column forecast_track_record.trials is 'Past forecasts over as many months of customers who were known.';
comment on column forecast_track_record.covered is 'Of these, forecasts whose interval held what came.';
comment on column forecast_track_record.mean_error is 'Their mean error, 0.1 is 10 %.';
comment on column forecast_track_record.mean_naive_error is 'Mean error of the naive forecast over them.';
comment on column forecast_track_record.mean_expected_error is 'Mean error that was to be expected of them.';
