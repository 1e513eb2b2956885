-- One row per run, feature and bin.
create view feature_distributions as
select
  run_id,
  dataset,
  is_current,
  features.position,
  feature,
  features.title,
  features.unit,
  features.used,
  bin,
  lower,
  upper,
  customers
from feature_bins
join features using (run_id, feature)
join known_runs using (run_id);

comment on view feature_distributions is 'One row per feature and bin: how many customers have how much.';
