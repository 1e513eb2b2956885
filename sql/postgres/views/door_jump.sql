-- One row per run and group of customers before the door.
create view door_jump as
select
  run_id,
  dataset,
  is_current,
  position,
  side,
  customers,
  of_door,
  outcome
from door_bins
join known_runs using (run_id);

comment on view door_jump is 'One row per group of customers of equal size by what they had spent of what the rule asks for: what each brought afterwards.';
