-- One row per run, list and way of making it.
create view lists_measured as
select
  run_id,
  dataset,
  is_current,
  position,
  list,
  way,
  is_offered,
  customers,
  offered,
  bought,
  bought::double precision / nullif(offered, 0) as hit_share,
  served::double precision / nullif(customers, 0) as served_share,
  window_days,
  measured_from
from (
  select
    run_id,
    case way when 'due' then 1 when 'rate' then 2 when 'own' then 3 else 4 end as position,
    'What they reorder' as list,
    case way
      when 'due' then 'when it is due'
      when 'rate' then 'how often they buy it'
      when 'own' then 'what they buy most'
      else 'what everybody buys'
    end as way,
    is_offered,
    customers,
    offered,
    bought,
    served,
    window_days,
    measured_from
  from due_tests
  union all
  select
    run_id,
    case way when 'together' then 5 else 6 end,
    'What to offer next',
    case way when 'together' then 'what goes with theirs' else 'what everybody buys' end,
    is_offered,
    customers,
    offered,
    bought,
    served,
    window_days,
    measured_from
  from next_product_tests
  union all
  select
    run_id,
    7,
    'When they order next',
    'dates with an interval',
    true,
    measured_dates,
    measured_dates,
    came_within,
    null,
    null,
    measured_on
  from order_rhythms
  where measured_dates is not null
) as tests
join known_runs using (run_id);

comment on view lists_measured is 'One row per list and way of making it: what it was worth in the past, on days that it did not know.';
comment on column lists_measured.position is 'Order, from 1.';
comment on column lists_measured.list is 'The list.';
comment on column lists_measured.way is 'By what it is made.';
comment on column lists_measured.is_offered is 'Whether it is made so today: what was worth most.';
comment on column lists_measured.customers is 'Customers whose list was looked at.';
comment on column lists_measured.offered is 'Products or dates given.';
comment on column lists_measured.bought is 'Of these, products bought in the days after, dates whose order came within the interval.';
comment on column lists_measured.hit_share is 'bought / offered, 0 to 1.';
comment on column lists_measured.served_share is 'Share of the customers who bought one product of theirs at least; empty of dates.';
comment on column lists_measured.window_days is 'Days that were held out at a time; empty of dates.';
comment on column lists_measured.measured_from is 'The first day that was held out.';
