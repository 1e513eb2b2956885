-- One row per run and principal component.
create view principal_components as
select
  run_id,
  dataset,
  is_current,
  component,
  share,
  cumulative,
  component = 2 as is_second
from component_variances
join known_runs using (run_id);

comment on view principal_components is 'One row per principal component of the features that customers were grouped on.';
comment on column principal_components.is_second is 'Whether it is the second: what a map of two axes shows at best.';
