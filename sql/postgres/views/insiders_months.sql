-- One row per run and month of the Insiders, past and to come.
create view insiders_months as
select
  run_id,
  dataset,
  is_current,
  forecast_months.month_ending,
  forecast_months.revenue,
  forecast_months.low,
  forecast_months.high,
  forecast_months.is_forecast
from forecast_months
join segments using (run_id, segment_id)
join known_runs using (run_id)
where segments.is_insiders;

comment on view insiders_months is 'One row per month: what the Insiders of today brought, and what they are expected to bring.';
