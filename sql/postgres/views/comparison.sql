-- One row per run that has a previous one.
create view comparison as
select
  run_id,
  dataset,
  is_current,
  previous_run_id,
  previous_as_of,
  has_same_rules,
  insiders_before,
  insiders_now,
  entered,
  entered_money,
  left_insiders,
  left_money,
  moved_customers
from comparisons
join known_runs using (run_id);

comment on view comparison is 'One row per run that has a previous one: how many entered and left the Insiders since.';
