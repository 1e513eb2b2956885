-- One row per run, length of a test and measure.
create view test_plan as
select
  run_id,
  dataset,
  is_current,
  position,
  days,
  ends_on,
  measure,
  customers,
  case measure when 'repurchase' then 'ratio' else 'money' end as unit,
  base,
  deviation,
  correlation,
  detectable_lift,
  lift,
  customers_needed,
  is_provable
from experiment_plan
join known_runs using (run_id);

comment on view test_plan is 'One row per length of a test and measure: what it can prove.';
comment on column test_plan.unit is 'Unit of the base: ratio of the customers, or money.';
