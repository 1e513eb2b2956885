-- One row per run and feature.
create view features_used as
select run_id, dataset, is_current, position, feature, title, unit, definition, used, left_out_reason
from features
join known_runs using (run_id);

comment on view features_used is 'One row per feature: what it means, and whether the customers were grouped on it.';
