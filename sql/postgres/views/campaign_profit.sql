-- One row per run and segment.
create view campaign_profit as
select
  run_id,
  known_runs.dataset,
  is_current,
  campaign_segments.segment_id,
  segments.name as segment,
  segments.is_insiders,
  window_days,
  campaign_segments.customers,
  cost_per_customer,
  margin,
  lift,
  base_revenue,
  cost,
  expected_profit,
  low_profit,
  high_profit,
  break_even_lift,
  buy_anyway,
  profit_without_them
from campaign_segments
join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view campaign_profit is 'One row per segment: what a campaign to it would bring on the terms of the rules.';
comment on column campaign_profit.segment is 'The name of the segment.';
