-- One row per run and past forecast.
create view forecast_track_record as
select
  run_id,
  dataset,
  is_current,
  months,
  made_on,
  case customer_group when 'all' then 'All customers' else 'Those who had spent most' end as customer_group,
  track_record.customers,
  forecast,
  low,
  high,
  naive,
  actual,
  error,
  naive_error,
  is_covered,
  count(*) over everything as trials,
  count(*) filter (where is_covered) over everything as covered,
  avg(abs(error)) over everything as mean_error,
  avg(abs(naive_error)) over everything as mean_naive_error,
  case
    when avg(abs(error)) over everything > avg(abs(naive_error)) over everything
      then 'the naive forecast was closer and is offered instead'
    else 'the model was closer and is offered'
  end as verdict
from track_record
join known_runs using (run_id)
window everything as (partition by run_id, months);

comment on view forecast_track_record is 'One row per forecast as it would have been made in the past, and what came.';
comment on column forecast_track_record.customer_group is 'Whose money was forecast: everybody known that day, or those who had spent most, the same share as the Insiders are today.';
comment on column forecast_track_record.trials is 'Past forecasts over as many months.';
comment on column forecast_track_record.covered is 'Of these, forecasts whose interval held what came.';
comment on column forecast_track_record.mean_error is 'Mean error of the model over them, 0.1 is 10 %.';
comment on column forecast_track_record.mean_naive_error is 'Mean error of the naive forecast over them.';
comment on column forecast_track_record.verdict is 'Which was closer.';
