-- One row per run and point of the curve.
create view neighbour_distances as
select
  run_id,
  dataset,
  is_current,
  share,
  distance,
  neighbours,
  is_knee
from distance_curve
join known_runs using (run_id);

comment on view neighbour_distances is 'One row per point of the curve of distances to a neighbour.';
