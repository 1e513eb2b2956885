-- One row per run and merge at the top of Ward's tree, the last first.
create view tree_of_customers as
select
  run_id,
  dataset,
  is_current,
  merge,
  left_place,
  right_place,
  left_height,
  right_height,
  height,
  tree_merges.customers
from tree_merges
join known_runs using (run_id);

comment on view tree_of_customers is 'One row per merge at the top of Ward''s tree of a random sample of the customers, the last first.';
