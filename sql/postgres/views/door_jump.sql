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

comment on view door_jump is 'One row per group of customers next to one another before the door: what each brought afterwards.';
