-- One row per run, group of customers and horizon; segment_id 0 is all customers of today, -1 those yet to come.
create view segment_forecasts as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  coalesce(segments.name, case group_forecasts.segment_id when -1 then 'New customers' else 'All customers' end) as segment,
  coalesce(segments.is_insiders, false) as is_insiders,
  group_forecasts.months,
  group_forecasts.customers,
  group_forecasts.expected_orders,
  group_forecasts.revenue,
  group_forecasts.low,
  group_forecasts.high,
  group_forecasts.revenue / nullif(group_forecasts.customers, 0) as revenue_per_customer
from group_forecasts
left join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view segment_forecasts is 'One row per segment and horizon: what its customers of today are expected to bring; what new customers are is a row of its own.';
comment on column segment_forecasts.segment is 'The name of the segment.';
comment on column segment_forecasts.is_insiders is 'Whether it was elected as the Insiders.';
comment on column segment_forecasts.revenue_per_customer is 'Money to be expected per customer.';
