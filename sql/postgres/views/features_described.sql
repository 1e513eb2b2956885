-- One row per run and feature that is a number and that the data can give.
create view features_described as
select
  run_id,
  dataset,
  is_current,
  position,
  feature,
  title,
  unit,
  used,
  min,
  median,
  mean,
  max,
  std,
  skew,
  kurtosis,
  missing
from features
join known_runs using (run_id)
where mean is not null;

comment on view features_described is 'One row per feature that is a number: how it is spread over the customers.';
