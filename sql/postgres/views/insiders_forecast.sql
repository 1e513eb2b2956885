-- One row per run and horizon of the rules, those that cannot be forecast included.
create view insiders_forecast as
with horizons as (
  select
    group_forecasts.run_id,
    group_forecasts.months,
    group_forecasts.customers,
    group_forecasts.revenue,
    group_forecasts.low,
    group_forecasts.high,
    group_forecasts.model_revenue,
    group_forecasts.naive_revenue,
    group_forecasts.share_revenue,
    group_forecasts.model_error,
    group_forecasts.naive_error,
    group_forecasts.share_error,
    group_forecasts.past_error,
    group_forecasts.expected_error,
    group_forecasts.trials,
    group_forecasts.note,
    row_number() over (partition by group_forecasts.run_id order by group_forecasts.months) = 1 as is_nearest
  from group_forecasts
  join segments using (run_id, segment_id)
  where segments.is_insiders

  union all

  select
    run_id, months,
    null, null, null, null, null, null, null, null, null, null, null, null, null,
    reason, false
  from refused_horizons
)

select
  run_id,
  dataset,
  is_current,
  horizons.months,
  horizons.customers,
  horizons.revenue,
  horizons.low,
  horizons.high,
  horizons.model_revenue,
  horizons.naive_revenue,
  horizons.share_revenue,
  horizons.model_error,
  horizons.naive_error,
  horizons.share_error,
  horizons.past_error,
  horizons.expected_error,
  horizons.trials,
  horizons.note,
  horizons.is_nearest
from horizons
join known_runs using (run_id);

comment on view insiders_forecast is 'One row per horizon: what the Insiders of today are expected to bring, or why it cannot be said.';
comment on column insiders_forecast.run_id is 'The run.';
comment on column insiders_forecast.months is 'Months ahead.';
comment on column insiders_forecast.customers is 'Insiders.';
comment on column insiders_forecast.revenue is 'Money that is offered; empty where it is refused.';
comment on column insiders_forecast.low is 'Lower end of its interval.';
comment on column insiders_forecast.high is 'Upper end of its interval.';
comment on column insiders_forecast.model_revenue is 'Money by the model of their buying, with the season where it is known.';
comment on column insiders_forecast.naive_revenue is 'Money of the same customers in as many months before today.';
comment on column insiders_forecast.share_revenue is 'Money by the shop''s same months a year ago times their share of the last year; empty where it cannot be made.';
comment on column insiders_forecast.model_error is 'Mean error of the model''s past forecasts, 0.1 is 10 %.';
comment on column insiders_forecast.naive_error is 'Mean error of the naive forecast in the past.';
comment on column insiders_forecast.share_error is 'Mean error of the same months a year before in the past.';
comment on column insiders_forecast.past_error is 'Mean error of the past forecasts as they would have been offered.';
comment on column insiders_forecast.expected_error is 'Mean error to be expected of this one.';
comment on column insiders_forecast.trials is 'Past forecasts behind these errors.';
comment on column insiders_forecast.note is 'What the forecast rests on, or why there is none.';
comment on column insiders_forecast.is_nearest is 'Whether it is the shortest horizon that could be forecast.';
