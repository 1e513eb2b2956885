-- One row per run, segment and thing to do about it.
create view segment_to_do as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  segments.description,
  position,
  action,
  reason,
  measure
from segment_actions
join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view segment_to_do is 'One row per thing to do about a segment.';
comment on column segment_to_do.segment is 'The name of the segment.';
