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
  'Then: ' || from_segment as from_node,
  'Now: ' || to_segment as to_node,
  from_segment = 'Insiders' as from_is_insiders,
  to_segment = 'Insiders' as to_is_insiders,
  customers,
  customer_share,
  revenue,
  is_same,
  sum(customers) filter (where from_position >= 0 and to_position >= 0) over (partition by run_id) as known_customers,
  coalesce(
    sum(customers) filter (where from_position >= 0 and to_position >= 0 and not is_same and from_position <> to_position)
      over (partition by run_id),
    0
  ) as moved_customers
from segment_moves
join known_runs using (run_id);

comment on view segment_migration is 'One row per pair of segments, of the previous run and of this one, that share customers.';
comment on column segment_migration.from_node is 'The same as from_segment, apart from every name of today.';
comment on column segment_migration.to_node is 'The same as to_segment, apart from every name of then.';
comment on column segment_migration.from_is_insiders is 'Whether these were the Insiders.';
comment on column segment_migration.to_is_insiders is 'Whether these are the Insiders.';
comment on column segment_migration.known_customers is 'Customers of both runs.';
comment on column segment_migration.moved_customers is 'Of those, customers in a segment that does not continue their former one.';
