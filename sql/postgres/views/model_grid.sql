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
  leaderboard.silhouette,
  silhouette_scaled,
  davies_bouldin,
  calinski_harabasz,
  smallest_share,
  largest_share,
  noise_share,
  chosen,
  not chosen and (
    smallest_share < (runs.rules #>> '{segmentation,smallestShare}')::double precision
    or largest_share > (runs.rules #>> '{segmentation,largestShare}')::double precision
    or noise_share > (runs.rules #>> '{segmentation,largestNoiseShare}')::double precision
    or k not between (runs.rules #>> '{segmentation,kFrom}')::integer and (runs.rules #>> '{segmentation,kTo}')::integer
  ) as is_ruled_out,
  verdict
from leaderboard
join known_runs using (run_id)
join runs using (run_id);

comment on view model_grid is 'One row per candidate: a space, a model and a number of segments.';
comment on column model_grid.candidate is 'The space and the model.';
comment on column model_grid.is_ruled_out is 'Whether a segment is smaller or larger than the rules allow.';
