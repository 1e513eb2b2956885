-- One row per run, comparison and step from the revenue of then to that of now.
create view revenue_bridge as
with steps as (
  select run_id, comparison, 1 as step, 'Before' as title, revenue_before as amount, true as is_total from revenue_changes
  union all
  select run_id, comparison, 2, 'Customers', by_customers, false from revenue_changes
  union all
  select run_id, comparison, 3, 'Mix of segments', by_mix, false from revenue_changes
  union all
  select run_id, comparison, 4, 'Orders per customer', by_frequency, false from revenue_changes
  union all
  select run_id, comparison, 5, 'Value per order', by_value, false from revenue_changes
  union all
  select run_id, comparison, 6, 'Now', revenue_now, true from revenue_changes
)

select
  run_id,
  dataset,
  is_current,
  position,
  case comparison
    when 'before' then 'with ' || (before_to - before_from + 1) || ' days before'
    when 'year' then 'with 52 weeks ago'
    else 'with the run before'
  end as compared,
  step,
  steps.title,
  amount,
  is_total,
  before_from,
  before_to,
  now_from,
  now_to,
  revenue_before,
  revenue_now,
  abs(change) as size,
  abs(change) / nullif(revenue_before, 0) as size_share,
  case when change < 0 then 'fell' else 'rose' end as direction,
  by_customers,
  by_mix,
  by_frequency,
  by_value
from steps
join revenue_changes using (run_id, comparison)
join known_runs using (run_id);

comment on view revenue_bridge is 'One row per comparison and step from the revenue of then to that of now: the steps add up.';
comment on column revenue_bridge.compared is 'What is compared with, in words.';
comment on column revenue_bridge.step is 'Order of the steps, from 1.';
comment on column revenue_bridge.title is 'What the step is.';
comment on column revenue_bridge.amount is 'Revenue of the first and of the last step; of the others, what they add or take away.';
comment on column revenue_bridge.is_total is 'Whether the step is the revenue itself.';
comment on column revenue_bridge.size is 'How much the revenue changed, without its sign.';
comment on column revenue_bridge.size_share is 'The same over the revenue before.';
comment on column revenue_bridge.direction is 'Whether it rose or fell.';
