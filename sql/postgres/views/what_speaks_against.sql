-- One row per run and thing that could speak against measuring what membership caused.
create view what_speaks_against as
select
  run_id,
  dataset,
  is_current,
  position,
  method,
  title,
  found,
  p_value,
  is_passed
from effect_checks
join known_runs using (run_id);

comment on view what_speaks_against is 'One row per thing that could speak against measuring what membership caused.';
