-- One row per run, feature and segment.
create view feature_spreads as
select
  run_id,
  dataset,
  is_current,
  features.position,
  feature,
  features.title,
  features.unit,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  p5,
  p25,
  p50,
  p75,
  p95
from feature_quantiles
join features using (run_id, feature)
join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view feature_spreads is 'One row per feature and segment: how far its customers spread.';
comment on column feature_spreads.segment is 'The name of the segment.';
