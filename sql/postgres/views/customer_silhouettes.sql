-- One row per run, segment and customer of a sample: up to sixty of each segment, at even steps from the clearest
-- member to the least clear.
create view customer_silhouettes as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  step,
  place,
  silhouette_steps.silhouette,
  misplaced_share
from silhouette_steps
join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view customer_silhouettes is 'One row per customer of an even sample of each segment: how clearly they belong.';
comment on column customer_silhouettes.segment is 'The name of the segment.';
