-- One row per run and model that was fitted to say when customers order again and how much they spend.
create view forecast_models_fitted as
select
  run_id,
  dataset,
  is_current,
  position,
  subject,
  title,
  (
    select string_agg(key || ' ' || to_char(value::numeric, 'FM999999999990.0000'), ', ' order by ordinality)
    from jsonb_each_text(parameters) with ordinality
  ) as parameters,
  log_likelihood,
  is_used,
  note
from forecast_models
join known_runs using (run_id);

comment on view forecast_models_fitted is 'One row per model: its parameters, and whether it holds.';
comment on column forecast_models_fitted.parameters is 'Its parameters, time in days.';
