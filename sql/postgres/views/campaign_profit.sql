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
  case when base_is_forecast then 'is forecast to spend' else 'spent in as many days before' end as base_words,
  case when cost_is_guessed then 'a guess' else 'by the rules' end as cost_words,
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
comment on column campaign_profit.base_words is 'What the base revenue is.';
comment on column campaign_profit.cost_words is 'Where the cost of addressing a customer comes from.';
comment on column campaign_profit.segment is 'The name of the segment.';
