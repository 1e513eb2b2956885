-- One row per run and segment.
create view segment_quality as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  name as segment,
  is_insiders,
  customers,
  silhouette,
  stability,
  count(*) filter (where stability >= 0.75) over (partition by run_id) as stable,
  count(*) over (partition by run_id) as segments
from segments
join known_runs using (run_id);

comment on view segment_quality is 'One row per segment: how clearly its members belong, and whether it comes back among half of the customers.';
comment on column segment_quality.segment is 'The name of the segment.';
comment on column segment_quality.stable is 'Segments of which 75 % and more come back.';
comment on column segment_quality.segments is 'All segments.';
