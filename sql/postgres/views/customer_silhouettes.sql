-- One row per run, segment and customer of a sample: up to sixty of each segment, at even steps from the clearest
-- member to the least clear.
create view customer_silhouettes as
with ranked as (
  select
    run_id,
    segment_id,
    silhouette,
    row_number() over (partition by run_id, segment_id order by silhouette desc, customer_id) as place,
    count(*) over (partition by run_id, segment_id) as members,
    avg((silhouette < 0)::integer) over (partition by run_id, segment_id) as misplaced_share
  from customers
  where silhouette is not null and segment_id > 0
),

stepped as (
  select
    *,
    ((place - 1) * least(members, 60) / members) + 1 as step
  from ranked
)

select distinct on (run_id, segment_id, step)
  run_id,
  dataset,
  is_current,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  step,
  place,
  stepped.silhouette,
  misplaced_share
from stepped
join segments using (run_id, segment_id)
join known_runs using (run_id)
order by run_id, segment_id, step, place;

comment on view customer_silhouettes is 'One row per customer of an even sample of each segment: how clearly they belong.';
comment on column customer_silhouettes.segment is 'The name of the segment.';
comment on column customer_silhouettes.step is 'Order within the segment, the clearest member first, from 1.';
comment on column customer_silhouettes.place is 'The same among all members of the segment.';
comment on column customer_silhouettes.silhouette is 'How well the customer fits the segment, -1 to 1; below 0 another would fit better.';
comment on column customer_silhouettes.misplaced_share is 'Share of the segment''s members for whom another would fit better, 0 to 1.';
