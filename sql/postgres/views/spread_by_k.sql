-- One row per run, space and number of segments of the k-means candidates.
create view spread_by_k as
with spreads as (
  select
    run_id,
    space,
    k,
    inertia,
    first_value(inertia) over (partition by run_id, space order by k) as first_inertia
  from leaderboard
  where model = 'kmeans' and inertia is not null
)

select
  run_id,
  known_runs.dataset,
  is_current,
  space,
  k,
  inertia / nullif(first_inertia, 0) as spread,
  coalesce(k = chosen_k, false) as is_chosen
from spreads
join known_runs using (run_id)
join runs using (run_id);

comment on view spread_by_k is 'One row per space and number of segments: how much customers differ within them, k-means.';
comment on column spread_by_k.spread is 'Sum of squared distances to the segments'' centres, as a share of that of the fewest segments.';
comment on column spread_by_k.is_chosen is 'Whether the chosen segmentation has as many.';
