-- One row per run that reads a test: the decisive measure.
create view test_verdict as
select
  run_id,
  dataset,
  is_current,
  plan_run_id,
  verdict,
  sentence,
  started_on,
  ends_on,
  read_until,
  days_read,
  days,
  campaign_customers,
  holdout_customers,
  effect,
  low,
  high,
  lift,
  level,
  variance_taken
from test_readings
join known_runs using (run_id)
where is_decisive;

comment on view test_verdict is 'At most one row per run: what the test that an earlier run planned has come to.';
