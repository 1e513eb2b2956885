-- One row per run, segment and feature that customers were grouped on.
create view segment_differences as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  feature,
  features.position,
  features.title,
  features.unit,
  segment_features.ratio,
  segment_features.mean,
  segment_features.base_mean
from segment_features
join segments using (run_id, segment_id)
join features using (run_id, feature)
join known_runs using (run_id)
where features.used;

comment on view segment_differences is 'One row per segment and feature that the customers were grouped on, beside all customers.';
comment on column segment_differences.segment is 'The name of the segment.';
