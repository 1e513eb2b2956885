-- One row per run and pair of segments that share customers.
create view segment_migration as
select
  run_id,
  dataset,
  is_current,
  from_position,
  to_position,
  from_segment,
  to_segment,
  customers,
  customer_share,
  revenue,
  is_same
from segment_moves
join known_runs using (run_id);

comment on view segment_migration is 'One row per pair of segments, of the previous run and of this one, that share customers.';
