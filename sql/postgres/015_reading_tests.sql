-- What the test that an earlier run planned has come to, what membership caused, and why revenue changed.

create table revenue_changes (
  run_id text not null references runs on delete cascade,
  comparison text not null check (comparison in ('before', 'year', 'run')),
  position integer not null,
  previous_run_id text,
  before_from date not null,
  before_to date not null,
  now_from date not null,
  now_to date not null,
  customers_before bigint not null,
  customers_now bigint not null,
  orders_before bigint not null,
  orders_now bigint not null,
  revenue_before numeric(18, 2) not null,
  revenue_now numeric(18, 2) not null,
  change numeric(18, 2) not null,
  by_customers numeric(18, 2) not null,
  by_mix numeric(18, 2) not null,
  by_frequency numeric(18, 2) not null,
  by_value numeric(18, 2) not null,
  new_customers bigint not null,
  won_back_customers bigint not null,
  kept_customers bigint not null,
  lost_customers bigint not null,
  from_new numeric(18, 2) not null,
  from_won_back numeric(18, 2) not null,
  from_kept numeric(18, 2) not null,
  from_lost numeric(18, 2) not null,
  primary key (run_id, comparison)
);
comment on table revenue_changes is 'One row per comparison of two stretches of orders: why revenue changed, in two ways that both add up.';
comment on column revenue_changes.run_id is 'The run.';
comment on column revenue_changes.comparison is 'before: with the stretch just before; year: with the same 52 weeks ago; run: all orders, with those of the run before.';
comment on column revenue_changes.position is 'The order they are read in, from 1.';
comment on column revenue_changes.previous_run_id is 'The run compared with; empty where both stretches are of this run.';
comment on column revenue_changes.before_from is 'First day of the first stretch.';
comment on column revenue_changes.before_to is 'Its last day.';
comment on column revenue_changes.now_from is 'First day of the second.';
comment on column revenue_changes.now_to is 'Its last day.';
comment on column revenue_changes.customers_before is 'Customers who ordered in the first stretch.';
comment on column revenue_changes.customers_now is 'Customers who ordered in the second.';
comment on column revenue_changes.orders_before is 'Their orders in the first.';
comment on column revenue_changes.orders_now is 'Their orders in the second.';
comment on column revenue_changes.revenue_before is 'Revenue of the first stretch, before returns.';
comment on column revenue_changes.revenue_now is 'Revenue of the second.';
comment on column revenue_changes.change is 'revenue_now less revenue_before; the parts by_… add up to it to the cent, and so do the parts from_…';
comment on column revenue_changes.by_customers is 'Of the change: by more or fewer customers in all.';
comment on column revenue_changes.by_mix is 'Of the change: by a larger or smaller share of the customers here; all of it where there were none in one of the stretches.';
comment on column revenue_changes.by_frequency is 'Of the change: by more or fewer orders per customer.';
comment on column revenue_changes.by_value is 'Of the change: by more or less money per order.';
comment on column revenue_changes.new_customers is 'Customers who first ordered after the first stretch.';
comment on column revenue_changes.won_back_customers is 'Customers who had ordered by the end of the first stretch, not in it, and again in the second.';
comment on column revenue_changes.kept_customers is 'Customers who ordered in both.';
comment on column revenue_changes.lost_customers is 'Customers who ordered in the first only.';
comment on column revenue_changes.from_new is 'Of the change: what the new brought.';
comment on column revenue_changes.from_won_back is 'Of the change: what those won back brought.';
comment on column revenue_changes.from_kept is 'Of the change: what the kept brought more or less.';
comment on column revenue_changes.from_lost is 'Of the change: what the lost do not bring any more; at most 0.';

create table revenue_change_segments (
  run_id text not null references runs on delete cascade,
  comparison text not null,
  segment_id integer not null,
  customers_before bigint not null,
  customers_now bigint not null,
  orders_before bigint not null,
  orders_now bigint not null,
  revenue_before numeric(18, 2) not null,
  revenue_now numeric(18, 2) not null,
  change numeric(18, 2) not null,
  by_customers numeric(18, 2) not null,
  by_mix numeric(18, 2) not null,
  by_frequency numeric(18, 2) not null,
  by_value numeric(18, 2) not null,
  new_customers bigint not null,
  won_back_customers bigint not null,
  kept_customers bigint not null,
  lost_customers bigint not null,
  from_new numeric(18, 2) not null,
  from_won_back numeric(18, 2) not null,
  from_kept numeric(18, 2) not null,
  from_lost numeric(18, 2) not null,
  primary key (run_id, comparison, segment_id)
);
comment on table revenue_change_segments is 'One row per comparison and segment of today: its part of the change. They add up to the whole.';
comment on column revenue_change_segments.run_id is 'The run.';
comment on column revenue_change_segments.comparison is 'before: with the stretch just before; year: with the same 52 weeks ago; run: all orders, with those of the run before.';
comment on column revenue_change_segments.segment_id is 'The segment that the customers are in today; 0 for none.';
comment on column revenue_change_segments.customers_before is 'Customers who ordered in the first stretch.';
comment on column revenue_change_segments.customers_now is 'Customers who ordered in the second.';
comment on column revenue_change_segments.orders_before is 'Their orders in the first.';
comment on column revenue_change_segments.orders_now is 'Their orders in the second.';
comment on column revenue_change_segments.revenue_before is 'Revenue of the first stretch, before returns.';
comment on column revenue_change_segments.revenue_now is 'Revenue of the second.';
comment on column revenue_change_segments.change is 'revenue_now less revenue_before; the parts by_… add up to it to the cent, and so do the parts from_…';
comment on column revenue_change_segments.by_customers is 'Of the change: by more or fewer customers in all.';
comment on column revenue_change_segments.by_mix is 'Of the change: by a larger or smaller share of the customers here; all of it where there were none in one of the stretches.';
comment on column revenue_change_segments.by_frequency is 'Of the change: by more or fewer orders per customer.';
comment on column revenue_change_segments.by_value is 'Of the change: by more or less money per order.';
comment on column revenue_change_segments.new_customers is 'Customers who first ordered after the first stretch.';
comment on column revenue_change_segments.won_back_customers is 'Customers who had ordered by the end of the first stretch, not in it, and again in the second.';
comment on column revenue_change_segments.kept_customers is 'Customers who ordered in both.';
comment on column revenue_change_segments.lost_customers is 'Customers who ordered in the first only.';
comment on column revenue_change_segments.from_new is 'Of the change: what the new brought.';
comment on column revenue_change_segments.from_won_back is 'Of the change: what those won back brought.';
comment on column revenue_change_segments.from_kept is 'Of the change: what the kept brought more or less.';
comment on column revenue_change_segments.from_lost is 'Of the change: what the lost do not bring any more; at most 0.';

create table revenue_change_products (
  run_id text not null references runs on delete cascade,
  comparison text not null,
  position integer not null,
  stock_code text,
  description text,
  customers_before bigint,
  customers_now bigint,
  orders_before bigint,
  orders_now bigint,
  revenue_before numeric(18, 2) not null,
  revenue_now numeric(18, 2) not null,
  change numeric(18, 2) not null,
  by_customers numeric(18, 2),
  by_mix numeric(18, 2),
  by_frequency numeric(18, 2),
  by_value numeric(18, 2),
  primary key (run_id, comparison, position)
);
comment on table revenue_change_products is 'One row per comparison and product, those that changed most; the last row is all others. They add up to the whole.';
comment on column revenue_change_products.run_id is 'The run.';
comment on column revenue_change_products.comparison is 'before: with the stretch just before; year: with the same 52 weeks ago; run: all orders, with those of the run before.';
comment on column revenue_change_products.position is 'The largest change first, from 1; all others last.';
comment on column revenue_change_products.stock_code is 'The product; empty for all others.';
comment on column revenue_change_products.description is 'What it is called.';
comment on column revenue_change_products.customers_before is 'Customers who ordered in the first stretch.';
comment on column revenue_change_products.customers_now is 'Customers who ordered in the second.';
comment on column revenue_change_products.orders_before is 'Their orders in the first.';
comment on column revenue_change_products.orders_now is 'Their orders in the second.';
comment on column revenue_change_products.revenue_before is 'Revenue of the first stretch, before returns.';
comment on column revenue_change_products.revenue_now is 'Revenue of the second.';
comment on column revenue_change_products.change is 'revenue_now less revenue_before; the parts by_… add up to it to the cent, and so do the parts from_…';
comment on column revenue_change_products.by_customers is 'Of the change: by more or fewer customers in all.';
comment on column revenue_change_products.by_mix is 'Of the change: by a larger or smaller share of the customers here; all of it where there were none in one of the stretches.';
comment on column revenue_change_products.by_frequency is 'Of the change: by more or fewer orders per customer.';
comment on column revenue_change_products.by_value is 'Of the change: by more or less money per order.';

create table test_readings (
  run_id text not null references runs on delete cascade,
  position integer not null,
  plan_run_id text not null,
  measure text not null,
  is_decisive boolean not null,
  is_campaign boolean not null,
  started_on date not null,
  ends_on date not null,
  read_until date not null,
  days integer not null,
  days_read integer not null,
  is_over boolean not null,
  campaign_customers bigint not null,
  holdout_customers bigint not null,
  campaign double precision not null,
  holdout double precision not null,
  effect double precision not null,
  standard_error double precision not null,
  lift double precision,
  low double precision not null,
  high double precision not null,
  level double precision not null,
  p_value double precision not null,
  variance_taken double precision,
  verdict text not null,
  sentence text not null,
  primary key (run_id, position)
);
comment on table test_readings is 'One row per measure of the test that an earlier run planned: what it has come to by the end of the data.';
comment on column test_readings.run_id is 'The run.';
comment on column test_readings.position is 'In the order of the plan, from 1.';
comment on column test_readings.plan_run_id is 'The run that planned it and drew the arms.';
comment on column test_readings.measure is 'repurchase: share of the customers who ordered in the test; revenue per customer: as it is, winsorised, and with CUPED on as many days before.';
comment on column test_readings.is_decisive is 'Whether the verdict rests on it.';
comment on column test_readings.is_campaign is 'Whether the rules name a campaign; without one both arms are the same.';
comment on column test_readings.started_on is 'First day of the campaign.';
comment on column test_readings.ends_on is 'Last day of the test as it was planned.';
comment on column test_readings.read_until is 'The last day that counts.';
comment on column test_readings.days is 'How long it was planned to last.';
comment on column test_readings.days_read is 'Days that count so far.';
comment on column test_readings.is_over is 'Whether the planned length is over.';
comment on column test_readings.campaign_customers is 'Customers who were to get the campaign, whether they came back or not.';
comment on column test_readings.holdout_customers is 'Customers who were held out.';
comment on column test_readings.campaign is 'The measure''s mean in the first: a share 0 to 1, or money.';
comment on column test_readings.holdout is 'The same of the others.';
comment on column test_readings.effect is 'campaign less holdout, over the strata that the arms were drawn in.';
comment on column test_readings.standard_error is 'Its standard error.';
comment on column test_readings.lift is 'effect over holdout; empty where that is 0.';
comment on column test_readings.low is 'Low end of the interval: always valid before the planned end, Student''s at the end.';
comment on column test_readings.high is 'High end.';
comment on column test_readings.level is 'Share of tests whose intervals at all looks hold the truth, 0 to 1.';
comment on column test_readings.p_value is 'Chance of such a difference without an effect, of this look alone.';
comment on column test_readings.variance_taken is 'Share of the variance that CUPED has taken off, 0 to 1; only where it is used.';
comment on column test_readings.verdict is 'On the decisive measure: works, harms, not proven, keep on; without a campaign arms alike, arms differ.';
comment on column test_readings.sentence is 'The same in words.';

create table membership_effects (
  run_id text not null references runs on delete cascade,
  method text not null,
  election_run_id text,
  elected_on date not null,
  measured_from date not null,
  measured_until date not null,
  days integer not null,
  is_treatment boolean not null,
  effect double precision not null,
  standard_error double precision not null,
  low double precision not null,
  high double precision not null,
  level double precision not null,
  p_value double precision not null,
  conventional double precision,
  bandwidth double precision,
  n_others bigint not null,
  n_members bigint not null,
  sentence text not null,
  primary key (run_id, method)
);
comment on table membership_effects is 'At most one row: how much more customers just inside the threshold brought than they would have outside, where nothing speaks against it.';
comment on column membership_effects.run_id is 'The run.';
comment on column membership_effects.method is 'jump at the threshold: regression discontinuity; matched trends: difference in differences of pairs.';
comment on column membership_effects.election_run_id is 'The published run that elected; empty where the election was held for this alone.';
comment on column membership_effects.elected_on is 'The last day that the election knew.';
comment on column membership_effects.measured_from is 'First day measured.';
comment on column membership_effects.measured_until is 'Last day measured.';
comment on column membership_effects.days is 'How many days those are.';
comment on column membership_effects.is_treatment is 'Whether members were given something; else nothing can have been caused, and this is what the threshold marks.';
comment on column membership_effects.effect is 'Money per customer, values above 99 % counting as that; at the threshold with the bias taken off.';
comment on column membership_effects.standard_error is 'Its standard error.';
comment on column membership_effects.low is 'Low end of the interval.';
comment on column membership_effects.high is 'High end.';
comment on column membership_effects.level is 'Share of intervals that hold the truth, 0 to 1.';
comment on column membership_effects.p_value is 'Chance of such an effect where there is none.';
comment on column membership_effects.conventional is 'The jump without the correction of its bias; empty of matched trends.';
comment on column membership_effects.bandwidth is 'How near to the threshold: logarithm of what was spent over what it asks; empty of matched trends.';
comment on column membership_effects.n_others is 'Customers just outside, or others in pairs.';
comment on column membership_effects.n_members is 'Customers just inside, or members in pairs.';
comment on column membership_effects.sentence is 'The same in words.';

create table effect_checks (
  run_id text not null references runs on delete cascade,
  position integer not null,
  method text not null,
  title text not null,
  found text not null,
  p_value double precision,
  is_passed boolean not null,
  primary key (run_id, position)
);
comment on table effect_checks is 'One row per thing that could speak against measuring what membership caused.';
comment on column effect_checks.run_id is 'The run.';
comment on column effect_checks.position is 'From 1.';
comment on column effect_checks.method is 'The way of measuring that it concerns.';
comment on column effect_checks.title is 'What has to hold.';
comment on column effect_checks.found is 'What was found.';
comment on column effect_checks.p_value is 'Of a test, raised where several are one question (Holm); else empty.';
comment on column effect_checks.is_passed is 'Whether it holds.';

create table door_bins (
  run_id text not null references runs on delete cascade,
  position integer not null,
  side text not null,
  customers bigint not null,
  of_door double precision not null,
  outcome double precision not null,
  primary key (run_id, position)
);
comment on table door_bins is 'One row per group of customers next to one another before the threshold.';
comment on column door_bins.run_id is 'The run.';
comment on column door_bins.position is 'The furthest below first, from 1.';
comment on column door_bins.side is 'Below the threshold or above it.';
comment on column door_bins.customers is 'Customers in the group.';
comment on column door_bins.of_door is 'What they had spent over what the threshold asks, geometric mean; 1 at the threshold.';
comment on column door_bins.outcome is 'What each brought in the days measured, values above 99 % counting as that.';
