-- One row per run and feature that customers were grouped on: the Insiders beside everybody.
create view insiders_marks as
select
  run_id,
  dataset,
  is_current,
  feature,
  features.title,
  features.unit,
  segment_features.mean,
  segment_features.base_mean,
  segment_features.ratio,
  segment_features.median,
  segment_features.base_median,
  row_number() over (partition by run_id order by segment_features.ratio desc nulls last, feature) = 1 as is_strongest
from segment_features
join segments using (run_id, segment_id)
join features using (run_id, feature)
join known_runs using (run_id)
where segments.is_insiders and features.used;

comment on view insiders_marks is 'One row per feature that the customers were grouped on: the Insiders beside all customers.';
comment on column insiders_marks.is_strongest is 'Whether the Insiders stand furthest above all customers in this feature.';
