-- One row per run and measure of the test it reads.
create view test_measures as
select
  run_id,
  dataset,
  is_current,
  position,
  plan_run_id,
  measure,
  case measure when 'repurchase' then 'ratio' else 'money' end as unit,
  is_decisive,
  campaign,
  holdout,
  effect,
  low,
  high,
  lift,
  p_value,
  read_until
from test_readings
join known_runs using (run_id);

comment on view test_measures is 'One row per measure of the test that an earlier run planned.';
comment on column test_measures.unit is 'Unit of the figures: ratio of the customers, or money.';
