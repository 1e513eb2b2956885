-- What to do: who moved since the previous run, what a test of a campaign can prove, and what a campaign brings.

create table comparisons (
  run_id text not null references runs on delete cascade,
  previous_run_id text not null,
  previous_as_of date not null,
  has_same_rules boolean not null,
  insiders_before bigint not null,
  insiders_now bigint not null,
  entered bigint not null,
  entered_money numeric not null,
  left_insiders bigint not null,
  left_money numeric not null,
  moved_customers bigint not null,
  primary key (run_id)
);
comment on table comparisons is 'One row per run that has a previous one: how they differ.';
comment on column comparisons.run_id is 'The run.';
comment on column comparisons.previous_run_id is 'The run of the same dataset that was published before it.';
comment on column comparisons.previous_as_of is 'The day from which recency was measured then.';
comment on column comparisons.has_same_rules is 'Whether both runs had the same rules; where not, customers may have moved because of them.';
comment on column comparisons.insiders_before is 'Insiders of the previous run.';
comment on column comparisons.insiders_now is 'Insiders of this run.';
comment on column comparisons.entered is 'Customers who are Insiders now and were not.';
comment on column comparisons.entered_money is 'What they spent in the data of this run.';
comment on column comparisons.left_insiders is 'Customers who were Insiders and are not any more.';
comment on column comparisons.left_money is 'What they spent in the data of this run, or of the previous one where they are gone: the money at stake.';
comment on column comparisons.moved_customers is 'Customers who changed segments, the Insiders among them.';

create table movers (
  run_id text not null references runs on delete cascade,
  position integer not null,
  customer_id text not null,
  kind text not null check (kind in ('entered', 'left', 'moved')),
  from_segment text not null,
  to_segment text not null,
  reason text not null,
  money numeric not null,
  primary key (run_id, position)
);
comment on table movers is 'One row per customer who changed segments since the previous run: the ten thousand that matter most.';
comment on column movers.run_id is 'The run.';
comment on column movers.position is 'Those who entered or left the Insiders first, then by their money; from 1.';
comment on column movers.customer_id is 'The customer.';
comment on column movers.kind is 'entered or left the Insiders, or moved between other segments.';
comment on column movers.from_segment is 'The segment in the previous run, by its name then.';
comment on column movers.to_segment is 'The segment now.';
comment on column movers.reason is 'Which feature crossed what, in one sentence.';
comment on column movers.money is 'What the customer spent in the data of this run; of who is gone, of the previous one.';

create table segment_moves (
  run_id text not null references runs on delete cascade,
  from_position integer not null,
  to_position integer not null,
  from_segment text not null,
  to_segment text not null,
  customers bigint not null,
  customer_share double precision not null,
  revenue numeric not null,
  is_same boolean not null,
  primary key (run_id, from_position, to_position)
);
comment on table segment_moves is 'One row per pair of segments, of the previous run and of this one, that share customers: the migration matrix.';
comment on column segment_moves.run_id is 'The run.';
comment on column segment_moves.from_position is 'The segment of the previous run; 0 for none, -1 for customers who are new.';
comment on column segment_moves.to_position is 'The segment of this run; 0 for none, -1 for customers who are gone.';
comment on column segment_moves.from_segment is 'Its name then.';
comment on column segment_moves.to_segment is 'Its name now.';
comment on column segment_moves.customers is 'Customers who went this way.';
comment on column segment_moves.customer_share is 'Their share of the segment they came from, 0 to 1.';
comment on column segment_moves.revenue is 'What they spent in the data of this run; those who are gone, in that of the previous one.';
comment on column segment_moves.is_same is 'Whether the segment of now continues that of before: matched one to one by most customers in common.';

create table feature_drift (
  run_id text not null references runs on delete cascade,
  feature text not null,
  title text not null,
  unit text not null,
  stability_index double precision,
  drift text not null check (drift in ('calm', 'shifting', 'moved', 'unknown')),
  median_before double precision,
  median_now double precision,
  primary key (run_id, feature)
);
comment on table feature_drift is 'One row per feature that customers are grouped on: how far its distribution has moved since the previous run.';
comment on column feature_drift.run_id is 'The run.';
comment on column feature_drift.feature is 'The feature: a column of the table customers.';
comment on column feature_drift.title is 'Its name for people.';
comment on column feature_drift.unit is 'Its unit.';
comment on column feature_drift.stability_index is 'Population stability index over the deciles of before; empty where it cannot be told.';
comment on column feature_drift.drift is 'calm below 0.1, shifting, moved above 0.25; unknown where it cannot be told.';
comment on column feature_drift.median_before is 'The median of before.';
comment on column feature_drift.median_now is 'The median of now.';

create table experiment_plan (
  run_id text not null references runs on delete cascade,
  position integer not null,
  days integer not null,
  ends_on date not null,
  measure text not null,
  customers bigint not null,
  base double precision not null,
  deviation double precision not null,
  correlation double precision,
  detectable_lift double precision,
  lift double precision not null,
  customers_needed double precision,
  is_provable boolean not null,
  primary key (run_id, position)
);
comment on table experiment_plan is 'One row per length of a test on the Insiders and measure: what it can prove.';
comment on column experiment_plan.run_id is 'The run.';
comment on column experiment_plan.position is 'Shortest test first; from 1.';
comment on column experiment_plan.days is 'How long the test lasts.';
comment on column experiment_plan.ends_on is 'When it ends, where it begins the day after the data end.';
comment on column experiment_plan.measure is 'repurchase: share of the customers who order in the test; revenue per customer: as it is, winsorised at 99 %, and with CUPED on the window before.';
comment on column experiment_plan.customers is 'Customers in both arms together: the Insiders.';
comment on column experiment_plan.base is 'The measure without a campaign: a share 0 to 1, or money; of as many customers as there are Insiders, those with the highest revenue before the window.';
comment on column experiment_plan.deviation is 'Its standard deviation, after winsorising and CUPED where the measure has them.';
comment on column experiment_plan.correlation is 'With the window before; only where CUPED uses it.';
comment on column experiment_plan.detectable_lift is 'The smallest lift that the test finds with the power of the rules, relative to the base; empty where none is.';
comment on column experiment_plan.lift is 'The lift that the rules hope for.';
comment on column experiment_plan.customers_needed is 'Customers in both arms together that this lift asks for; empty where it cannot be.';
comment on column experiment_plan.is_provable is 'Whether there are as many.';

create table experiment_arms (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  arm text not null check (arm in ('campaign', 'holdout')),
  stratum integer not null,
  primary key (run_id, customer_id)
);
comment on table experiment_arms is 'One row per Insider: the arm of a test, drawn from the run''s seed within strata of ten customers of like revenue.';
comment on column experiment_arms.run_id is 'The run.';
comment on column experiment_arms.customer_id is 'The customer.';
comment on column experiment_arms.arm is 'campaign, or holdout: who hears nothing.';
comment on column experiment_arms.stratum is 'Ten customers next to one another in revenue, the highest first; from 1.';

create table campaign_segments (
  run_id text not null references runs on delete cascade,
  segment_id integer not null,
  window_days integer not null,
  customers bigint not null,
  cost_per_customer double precision not null,
  margin double precision not null,
  lift double precision not null,
  base_revenue double precision not null,
  cost double precision not null,
  expected_profit double precision not null,
  low_profit double precision not null,
  high_profit double precision not null,
  break_even_lift double precision,
  buy_anyway bigint not null,
  profit_without_them double precision not null,
  primary key (run_id, segment_id)
);
comment on table campaign_segments is 'One row per segment: what a campaign to all of its customers would bring on the terms of the rules.';
comment on column campaign_segments.run_id is 'The run.';
comment on column campaign_segments.segment_id is 'The segment.';
comment on column campaign_segments.window_days is 'How long the campaign works.';
comment on column campaign_segments.customers is 'Customers addressed.';
comment on column campaign_segments.cost_per_customer is 'Money per customer addressed, by the rules.';
comment on column campaign_segments.margin is 'Share of revenue left after goods, by the rules.';
comment on column campaign_segments.lift is 'Hoped-for rise of the revenue, by the rules.';
comment on column campaign_segments.base_revenue is 'Revenue per customer in the newest window of that length: what is there to lift.';
comment on column campaign_segments.cost is 'customers x cost_per_customer.';
comment on column campaign_segments.expected_profit is 'customers x (base_revenue x lift x margin - cost_per_customer).';
comment on column campaign_segments.low_profit is 'The same with half the lift and the low end of the base revenue''s 90 % bootstrap interval.';
comment on column campaign_segments.high_profit is 'The same with one and a half times the lift and the high end.';
comment on column campaign_segments.break_even_lift is 'The lift at which cost and margin are even; empty where there is no revenue to lift.';
comment on column campaign_segments.buy_anyway is 'Customers who bought in each of the newest windows (up to four) and will buy anyway.';
comment on column campaign_segments.profit_without_them is 'Expected profit where those are not addressed.';

create table buys_anyway (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  windows integer not null,
  primary key (run_id, customer_id)
);
comment on table buys_anyway is 'One row per customer who will buy anyway: who bought in every one of the newest windows.';
comment on column buys_anyway.run_id is 'The run.';
comment on column buys_anyway.customer_id is 'The customer.';
comment on column buys_anyway.windows is 'In how many windows in a row.';
