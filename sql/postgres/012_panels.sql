-- What panels show first is found once, when a run is loaded, in place of each time that somebody looks; and whoever
-- looks at one run reads the rows of no other.

alter table customers add column sample_order integer;
comment on column customers.sample_order is 'From 1: the Insiders (2,500 of them at most), then everybody in an order like chance. Empty without a place on the map.';

create table silhouette_steps (
  run_id text not null references runs on delete cascade,
  segment_id integer not null,
  step integer not null,
  place bigint not null,
  silhouette double precision not null,
  misplaced_share double precision not null,
  primary key (run_id, segment_id, step)
);
comment on table silhouette_steps is 'One row per customer of an even sample of each segment, sixty at most: how clearly they belong.';
comment on column silhouette_steps.run_id is 'The run.';
comment on column silhouette_steps.segment_id is 'The segment.';
comment on column silhouette_steps.step is 'Order within the segment, the clearest member first, from 1.';
comment on column silhouette_steps.place is 'The same among all members of the segment.';
comment on column silhouette_steps.silhouette is 'How well the customer fits the segment, -1 to 1; below 0 another would fit better.';
comment on column silhouette_steps.misplaced_share is 'Share of the segment''s members for whom another would fit better, 0 to 1.';

-- Of the runs that are here already.
insert into silhouette_steps (run_id, segment_id, step, place, silhouette, misplaced_share)
select distinct on (run_id, segment_id, step) run_id, segment_id, step, place, silhouette, misplaced_share
from (
  select
    run_id,
    segment_id,
    ((place - 1) * least(members, 60) / members) + 1 as step,
    place,
    silhouette,
    misplaced_share
  from (
    select
      run_id,
      segment_id,
      silhouette,
      row_number() over (partition by run_id, segment_id order by silhouette desc, customer_id) as place,
      count(*) over (partition by run_id, segment_id) as members,
      avg((silhouette < 0)::integer) over (partition by run_id, segment_id) as misplaced_share
    from customers
    where silhouette is not null and segment_id > 0
  ) as ranked
) as stepped
order by run_id, segment_id, step, place;

update customers
set sample_order = ordered.sample_order
from (
  select
    run_id,
    customer_id,
    row_number() over (partition by run_id order by goes_first desc, md5(customer_id), customer_id) as sample_order
  from (
    select
      run_id,
      customer_id,
      is_insider
        and row_number() over (partition by run_id, is_insider order by md5(customer_id), customer_id) <= 2500 as goes_first
    from customers
    where map_x is not null and map_y is not null
  ) as ranked
) as ordered
where customers.run_id = ordered.run_id and customers.customer_id = ordered.customer_id;

-- In the order of the panels.
create index customers_by_revenue on customers (run_id, gross_revenue desc, customer_id);
create index customers_by_sample on customers (run_id, sample_order) where sample_order is not null;
create index insiders_by_revenue on customers (run_id, gross_revenue desc, customer_id) where is_insider;
create index forecasts_by_revenue on customer_forecasts (run_id, months, expected_revenue desc, customer_id);
create index doors_by_standing on customer_doors (run_id, standing);
