-- One row per run and feature that customers are grouped on.
create view features_drifted as
select run_id, dataset, is_current, feature, title, unit, stability_index, drift, median_before, median_now
from feature_drift
join known_runs using (run_id);

comment on view features_drifted is 'One row per feature that customers are grouped on: how far it has moved since the previous run.';
