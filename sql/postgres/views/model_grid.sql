-- One row per run and candidate: a space, a model and a number of segments.
create view model_grid as
select
  run_id,
  known_runs.dataset,
  is_current,
  space || ', ' || model as candidate,
  space,
  model,
  k,
  case
    when k < (runs.rules #>> '{segmentation,kFrom}')::integer then 'fewer'
    when k > (runs.rules #>> '{segmentation,kTo}')::integer then 'more'
    else k::text
  end as segments,
  leaderboard.silhouette,
  silhouette_scaled,
  stability,
  resamples,
  score,
  use,
  davies_bouldin,
  davies_bouldin_scaled,
  calinski_harabasz,
  calinski_harabasz_scaled,
  inertia_scaled,
  bic,
  smallest_share,
  largest_share,
  top_share,
  noise_share,
  chosen,
  coalesce(outcome not in ('chosen', 'lowerScore', 'tieToMoreUse', 'tieToFewerSegments'), false) as is_ruled_out,
  verdict
from leaderboard
join known_runs using (run_id)
join runs using (run_id);

comment on view model_grid is 'One row per candidate: a space, a model and a number of segments.';
comment on column model_grid.candidate is 'The space and the model.';
comment on column model_grid.segments is 'The number of segments; fewer or more where a model that finds their number itself found none of those asked for.';
comment on column model_grid.is_ruled_out is 'Whether the rules on the sizes of segments, or a choice made in the rules, leave it out.';
