-- Forecasts mixed of several by their past errors, customers who are yet to come, and how likely each customer is to order.

-- Older versions wrote these; what they did not know stays empty.
alter table group_forecasts
  drop constraint group_forecasts_segment_id_check,
  drop constraint group_forecasts_offered_check,
  alter column model_revenue drop not null,
  alter column model_low drop not null,
  alter column model_high drop not null,
  alter column naive_low drop not null,
  alter column naive_high drop not null,
  add column share_revenue double precision,
  add column share_error double precision,
  add column past_error double precision,
  add column expected_error double precision,
  add check (segment_id >= -1),
  add check (offered in ('model', 'naive', 'mix'));
comment on column group_forecasts.segment_id is 'The segment; 0 for all customers of today, -1 for those who are yet to come.';
comment on column group_forecasts.customers is 'Customers of the group; of those yet to come as many as came in as many months before.';
comment on column group_forecasts.expected_orders is 'Days with an order to be expected, on the same basis as revenue.';
comment on column group_forecasts.model_revenue is 'Money by the model of their buying, with the season where it is known; empty where it is not a forecast of its own.';
comment on column group_forecasts.model_low is 'Lower end of its interval; no longer written.';
comment on column group_forecasts.model_high is 'Upper end of its interval; no longer written.';
comment on column group_forecasts.naive_low is 'Lower end of its interval; no longer written.';
comment on column group_forecasts.naive_high is 'Upper end of its interval; no longer written.';
comment on column group_forecasts.trials is 'Past forecasts behind these errors: of a shop whose season is known those that knew it.';
comment on column group_forecasts.offered is 'mix: the candidates, each by its past errors. Older runs: model, or naive where that was closer.';
comment on column group_forecasts.revenue is 'Money that is offered: that of the segments adds up to that of all customers, that of customers to that of their segment.';
comment on column group_forecasts.share_revenue is 'Money by the shop''s same months a year ago times the group''s share of the last year; empty where it cannot be made.';
comment on column group_forecasts.share_error is 'Mean error of that in the past, 0.1 is 10 %.';
comment on column group_forecasts.past_error is 'Mean error of the past forecasts as they would have been offered; empty where none has come to its end.';
comment on column group_forecasts.expected_error is 'Mean error to be expected of this one, 0.1 is 10 %.';

alter table track_record
  drop constraint track_record_customer_group_check,
  add column share double precision,
  add column share_error double precision,
  add column expected_error double precision,
  add check (customer_group in ('all', 'best', 'new'));
comment on column track_record.customer_group is 'all: every customer known that day; best: those who had spent most, the same share as the Insiders are today; new: those who were yet to come.';
comment on column track_record.forecast is 'Money that was forecast, mixed by the errors known on that day.';
comment on column track_record.low is 'Lower end of its interval, as wide as the errors known on that day.';
comment on column track_record.share is 'The shop''s same months a year before times the group''s share of the year; empty where it cannot be made.';
comment on column track_record.share_error is 'share / actual - 1; empty where nothing came.';
comment on column track_record.expected_error is 'Mean error that was to be expected on that day, 0.1 is 10 %.';

alter table customer_forecasts add column probability_ordering double precision;
comment on column customer_forecasts.probability_ordering is 'Probability of an order within these months, 0 to 1.';
comment on column customer_forecasts.probability_alive is 'Probability of an order within the next year, 0 to 1. Older runs: of not having left, which nothing checks.';
comment on column customer_forecasts.expected_orders is 'Days with an order to be expected in these months, the season and past errors included.';

create table forecast_candidates (
  run_id text not null references runs on delete cascade,
  months integer not null,
  customer_group text not null check (customer_group in ('all', 'best', 'new')),
  position integer not null,
  candidate text not null,
  title text not null,
  past_error double precision,
  weight double precision not null,
  primary key (run_id, months, customer_group, candidate)
);
comment on table forecast_candidates is 'One row per horizon, group and way to forecast: how far it was off in the past, and how much it counts today.';
comment on column forecast_candidates.run_id is 'The run.';
comment on column forecast_candidates.months is 'Months ahead.';
comment on column forecast_candidates.customer_group is 'all: every customer; best: the Insiders, their errors being those of the customers who had spent most; new: customers who are yet to come.';
comment on column forecast_candidates.position is 'Order of the candidates, from 1.';
comment on column forecast_candidates.candidate is 'Name of the candidate.';
comment on column forecast_candidates.title is 'What it is, for people.';
comment on column forecast_candidates.past_error is 'Mean error of its past forecasts, 0.1 is 10 %; empty where it has none.';
comment on column forecast_candidates.weight is 'Its share of what is offered, 0 to 1.';

create table forecast_reliability (
  run_id text not null references runs on delete cascade,
  position integer not null,
  months integer not null,
  made_on date not null,
  title text not null,
  customers bigint not null,
  expected_share double precision not null,
  came_share double precision not null,
  expected_orders double precision not null,
  came_orders double precision not null,
  primary key (run_id, position)
);
comment on table forecast_reliability is 'One row per class of customers for whom a past forecast said much the same: what was said, and what came.';
comment on column forecast_reliability.run_id is 'The run.';
comment on column forecast_reliability.position is 'Order of the classes, from 1.';
comment on column forecast_reliability.months is 'Months ahead.';
comment on column forecast_reliability.made_on is 'The last day that the forecast knew.';
comment on column forecast_reliability.title is 'Which customers.';
comment on column forecast_reliability.customers is 'How many there are.';
comment on column forecast_reliability.expected_share is 'Share of them who were to order within the months, 0 to 1.';
comment on column forecast_reliability.came_share is 'Share of them who did.';
comment on column forecast_reliability.expected_orders is 'Days with an order that were to be expected of each.';
comment on column forecast_reliability.came_orders is 'Days with an order that came of each.';

-- What a campaign lifts is what is expected of the days to come, not what the newest days were.
alter table campaign_segments
  add column base_is_forecast boolean,
  add column cost_is_guessed boolean;
comment on column campaign_segments.cost_per_customer is 'Money per customer addressed, by the rules; else a hundredth of a mean order.';
comment on column campaign_segments.base_revenue is 'Revenue to be expected per customer over that length, or of the newest window where nothing can be forecast: what is there to lift.';
comment on column campaign_segments.low_profit is 'The same with half the lift and the low end of the range of the base revenue.';
comment on column campaign_segments.base_is_forecast is 'Whether the base revenue is forecast; else it is that of the newest window.';
comment on column campaign_segments.cost_is_guessed is 'Whether the rules do not say what addressing a customer costs.';
