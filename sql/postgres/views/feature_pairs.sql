-- One row per run, pair of the first five features that customers were grouped on, and customer of a random sample.
create view feature_pairs as
-- Not materialized, so that a run reads no other run's sample.
with placed as not materialized (
  select run_id, feature, title, dense_rank() over (partition by run_id order by position) as place
  from (select distinct run_id, feature from sampled_customers) as sampled
  join features using (run_id, feature)
)

select
  run_id,
  known_runs.dataset,
  known_runs.is_current,
  across.place * 10 + up.place as pair_order,
  across.title || ' and ' || up.title as pair,
  across.title as across_title,
  up.title as up_title,
  customer_id,
  segment_id,
  coalesce(segments.name, 'No segment') as segment,
  customers.is_insider as is_insiders,
  along.scaled as across_scaled,
  upward.scaled as up_scaled
from placed as across
join placed as up using (run_id)
join sampled_customers as along using (run_id)
join sampled_customers as upward using (run_id, customer_id)
join customers using (run_id, customer_id)
join known_runs using (run_id)
left join segments using (run_id, segment_id)
where across.place < up.place
  and up.place <= 5
  and along.feature = across.feature
  and upward.feature = up.feature;

comment on view feature_pairs is 'One row per pair of features and customer of a random sample; of many features the first five.';
comment on column feature_pairs.pair_order is 'Order of the pairs.';
comment on column feature_pairs.pair is 'The two features.';
comment on column feature_pairs.across_title is 'The feature across.';
comment on column feature_pairs.up_title is 'The feature upward.';
comment on column feature_pairs.customer_id is 'The customer as the shop knows them.';
comment on column feature_pairs.segment_id is 'The segment; 0 where the customer belongs to none.';
comment on column feature_pairs.segment is 'The name of the segment.';
comment on column feature_pairs.is_insiders is 'Whether the customer is one of the Insiders.';
comment on column feature_pairs.across_scaled is 'The feature across on the common scale: 0 is usual, 1 a standard deviation more.';
comment on column feature_pairs.up_scaled is 'The feature upward on the common scale.';
