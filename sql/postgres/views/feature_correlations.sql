-- One row per run and pair of features, both ways round.
create view feature_correlations as
with pairs as (
  select
    *,
    max(abs(correlation)) filter (where feature <> other_feature) over (partition by run_id) as strongest
  from rank_correlations
)

select
  pairs.run_id,
  dataset,
  is_current,
  ones.position,
  others.position as other_position,
  pairs.feature,
  ones.title,
  pairs.other_feature,
  others.title as other_title,
  pairs.correlation,
  pairs.feature <> pairs.other_feature and abs(pairs.correlation) = pairs.strongest as is_strongest
from pairs
join features as ones on pairs.run_id = ones.run_id and pairs.feature = ones.feature
join features as others on pairs.run_id = others.run_id and pairs.other_feature = others.feature
join known_runs on pairs.run_id = known_runs.run_id;

comment on view feature_correlations is 'One row per pair of features, both ways round.';
comment on column feature_correlations.other_position is 'Order of the feature beside it.';
comment on column feature_correlations.title is 'The feature in words.';
comment on column feature_correlations.other_title is 'The feature beside it in words.';
comment on column feature_correlations.is_strongest is 'Whether no two features go together more closely.';
