-- What customers will bring: the back-tested guarantee, the size dial, forecasts and their track record, cohorts.

create table guarantees (
  run_id text not null references runs on delete cascade,
  months integer not null,
  elected_on date not null,
  measured_until date not null,
  members bigint not null,
  rest bigint not null,
  still_members bigint not null,
  window_revenue numeric not null,
  beats double precision not null,
  beats_low double precision not null,
  beats_high double precision not null,
  interval_share double precision not null,
  primary key (run_id, months)
);
comment on table guarantees is 'One row per length of time: an election on the past only, measured over so many months after it.';
comment on column guarantees.run_id is 'The run.';
comment on column guarantees.months is 'Months after the election that are measured.';
comment on column guarantees.elected_on is 'The day of the election: no order after it was known to it.';
comment on column guarantees.measured_until is 'The last day that is measured.';
comment on column guarantees.members is 'Customers elected that day, by today''s rules.';
comment on column guarantees.rest is 'All other customers known that day.';
comment on column guarantees.still_members is 'Of those elected that day, customers who are Insiders today.';
comment on column guarantees.window_revenue is 'Money of all purchases in the months measured, customers who came later included.';
comment on column guarantees.beats is 'Probability that one of the elected brings more in these months than one of the rest, a tie counting half.';
comment on column guarantees.beats_low is 'Lower end of its interval.';
comment on column guarantees.beats_high is 'Upper end of its interval.';
comment on column guarantees.interval_share is 'Share of resamples that lie within the intervals, 0 to 1.';

create table guarantee_measures (
  run_id text not null references runs on delete cascade,
  months integer not null,
  position integer not null,
  measure text not null,
  title text not null,
  unit text not null,
  insiders double precision not null,
  insiders_low double precision not null,
  insiders_high double precision not null,
  rest double precision not null,
  rest_low double precision not null,
  rest_high double precision not null,
  primary key (run_id, months, position),
  foreign key (run_id, months) references guarantees on delete cascade
);
comment on table guarantee_measures is 'One row per past election and measure: those who were elected beside everybody else who was known.';
comment on column guarantee_measures.run_id is 'The run.';
comment on column guarantee_measures.months is 'Months after the election that are measured.';
comment on column guarantee_measures.position is 'Order of the measures, from 1.';
comment on column guarantee_measures.measure is 'Name of the measure.';
comment on column guarantee_measures.title is 'Its name for people.';
comment on column guarantee_measures.unit is 'money or percent (of a share 0 to 1).';
comment on column guarantee_measures.insiders is 'The figure of those who were elected.';
comment on column guarantee_measures.insiders_low is 'Lower end of its bootstrap interval.';
comment on column guarantee_measures.insiders_high is 'Upper end of its bootstrap interval.';
comment on column guarantee_measures.rest is 'The figure of everybody else who was known.';
comment on column guarantee_measures.rest_low is 'Lower end of its bootstrap interval.';
comment on column guarantee_measures.rest_high is 'Upper end of its bootstrap interval.';

create table size_dial (
  run_id text not null references runs on delete cascade,
  customers bigint not null,
  share double precision not null,
  revenue_share double precision not null,
  next_months integer,
  next_revenue_share double precision,
  stability double precision not null,
  cost numeric,
  is_elected boolean not null,
  primary key (run_id, customers)
);
comment on table size_dial is 'One row per size that a group of the best customers, those who spent most, could have.';
comment on column size_dial.run_id is 'The run.';
comment on column size_dial.customers is 'Customers in the group.';
comment on column size_dial.share is 'Their share of all customers, 0 to 1.';
comment on column size_dial.revenue_share is 'Their share of all revenue, 0 to 1.';
comment on column size_dial.next_months is 'Months over which next_revenue_share is measured; empty where the orders are too short.';
comment on column size_dial.next_revenue_share is 'The same share of customers, chosen so many months before the end: their share of the revenue after it, 0 to 1.';
comment on column size_dial.stability is 'Share of the group that also is among as many best customers when the orders are resampled, 0 to 1.';
comment on column size_dial.cost is 'What the programme would cost a year; empty where insiders.costPerMember is not in the rules.';
comment on column size_dial.is_elected is 'Whether the group is as large as the Insiders.';

create table forecast_models (
  run_id text not null references runs on delete cascade,
  position integer not null,
  subject text not null,
  model text not null,
  title text not null,
  parameters jsonb not null,
  log_likelihood double precision,
  is_used boolean not null,
  note text not null,
  primary key (run_id, position)
);
comment on table forecast_models is 'One row per model that was fitted to say when customers order again and how much they spend.';
comment on column forecast_models.run_id is 'The run.';
comment on column forecast_models.position is 'Order of the models, from 1: of each subject the first that holds is used.';
comment on column forecast_models.subject is 'orders or money: what the model is of.';
comment on column forecast_models.model is 'Name of the model.';
comment on column forecast_models.title is 'Its name for people.';
comment on column forecast_models.parameters is 'Its parameters, time in days.';
comment on column forecast_models.log_likelihood is 'Natural logarithm of the likelihood; empty where the model has none.';
comment on column forecast_models.is_used is 'Whether the forecasts are made with it.';
comment on column forecast_models.note is 'Whether it holds, and if not, why.';

create table seasons (
  run_id text not null references runs on delete cascade,
  month integer not null check (month between 1 and 12),
  index double precision not null,
  years double precision not null,
  weight double precision not null,
  primary key (run_id, month)
);
comment on table seasons is 'One row per calendar month: how much more customers order again than in the average month.';
comment on column seasons.run_id is 'The run.';
comment on column seasons.month is '1 is January.';
comment on column seasons.index is '1 is the average month.';
comment on column seasons.years is 'Years of orders it is estimated from.';
comment on column seasons.weight is '1 where the data alone speak, 0.5 where one year is all there is and the index is drawn halfway to 1, 0 where there is less.';

create table customer_forecasts (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  months integer not null,
  probability_alive double precision not null,
  expected_orders double precision not null,
  order_value double precision not null,
  expected_revenue double precision not null,
  primary key (run_id, customer_id, months)
);
comment on table customer_forecasts is 'One row per customer and horizon: what can be expected.';
comment on column customer_forecasts.run_id is 'The run.';
comment on column customer_forecasts.customer_id is 'The customer.';
comment on column customer_forecasts.months is 'Months ahead.';
comment on column customer_forecasts.probability_alive is 'Probability that the customer has not left, 0 to 1.';
comment on column customer_forecasts.expected_orders is 'Days with an order to be expected in these months, the season included.';
comment on column customer_forecasts.order_value is 'Money to be expected of a day with an order.';
comment on column customer_forecasts.expected_revenue is 'expected_orders x order_value: the customer''s value over these months.';

create table group_forecasts (
  run_id text not null references runs on delete cascade,
  segment_id integer not null check (segment_id >= 0),
  months integer not null,
  customers bigint not null,
  expected_orders double precision not null,
  model_revenue double precision not null,
  model_low double precision not null,
  model_high double precision not null,
  naive_revenue double precision not null,
  naive_low double precision not null,
  naive_high double precision not null,
  model_error double precision,
  naive_error double precision,
  trials integer not null,
  offered text not null check (offered in ('model', 'naive')),
  revenue double precision not null,
  low double precision not null,
  high double precision not null,
  note text not null,
  primary key (run_id, segment_id, months)
);
comment on table group_forecasts is 'One row per group of today''s customers and horizon: what they are expected to bring. New customers are not in it.';
comment on column group_forecasts.run_id is 'The run.';
comment on column group_forecasts.segment_id is 'The segment; 0 for all customers.';
comment on column group_forecasts.months is 'Months ahead.';
comment on column group_forecasts.customers is 'Customers of the group.';
comment on column group_forecasts.expected_orders is 'Days with an order to be expected by the model.';
comment on column group_forecasts.model_revenue is 'Money to be expected by the model.';
comment on column group_forecasts.model_low is 'Lower end of its interval: simulated, and widened by past errors.';
comment on column group_forecasts.model_high is 'Upper end of its interval.';
comment on column group_forecasts.naive_revenue is 'Money of the same customers in as many months before today: the naive forecast.';
comment on column group_forecasts.naive_low is 'Lower end of its interval, widened by the naive forecast''s own past errors.';
comment on column group_forecasts.naive_high is 'Upper end of its interval.';
comment on column group_forecasts.model_error is 'Mean error of the model''s past forecasts over as many months, 0.1 is 10 %; empty where none has come to its end.';
comment on column group_forecasts.naive_error is 'The same of the naive forecast.';
comment on column group_forecasts.trials is 'Past forecasts behind these errors.';
comment on column group_forecasts.offered is 'model, or naive where that was closer in the past.';
comment on column group_forecasts.revenue is 'Money by the forecast that is offered.';
comment on column group_forecasts.low is 'Lower end of its interval.';
comment on column group_forecasts.high is 'Upper end of its interval.';
comment on column group_forecasts.note is 'What the forecast rests on, in words.';

create table forecast_months (
  run_id text not null references runs on delete cascade,
  segment_id integer not null check (segment_id >= 0),
  month_ending date not null,
  revenue double precision not null,
  low double precision,
  high double precision,
  is_forecast boolean not null,
  primary key (run_id, segment_id, month_ending)
);
comment on table forecast_months is 'One row per group of today''s customers and month: what they brought, and what they are expected to bring.';
comment on column forecast_months.run_id is 'The run.';
comment on column forecast_months.segment_id is 'The segment; 0 for all customers.';
comment on column forecast_months.month_ending is 'The last day of the month; months are counted from the as-of day, a twelfth of a year each.';
comment on column forecast_months.revenue is 'Money of the month: what came, or what the forecast on offer says.';
comment on column forecast_months.low is 'Lower end of the interval; empty for months that are over.';
comment on column forecast_months.high is 'Upper end of the interval; empty for months that are over.';
comment on column forecast_months.is_forecast is 'Whether the month is still to come.';

create table refused_horizons (
  run_id text not null references runs on delete cascade,
  months integer not null,
  reason text not null,
  primary key (run_id, months)
);
comment on table refused_horizons is 'One row per horizon of the rules that cannot be forecast.';
comment on column refused_horizons.run_id is 'The run.';
comment on column refused_horizons.months is 'Months ahead.';
comment on column refused_horizons.reason is 'Why, in one sentence.';

create table track_record (
  run_id text not null references runs on delete cascade,
  months integer not null,
  made_on date not null,
  customer_group text not null check (customer_group in ('all', 'best')),
  customers bigint not null,
  model text not null,
  forecast double precision not null,
  low double precision not null,
  high double precision not null,
  naive double precision not null,
  actual double precision not null,
  error double precision,
  naive_error double precision,
  is_covered boolean not null,
  primary key (run_id, months, made_on, customer_group)
);
comment on table track_record is 'One row per forecast as it would have been made on a day in the past, and what came.';
comment on column track_record.run_id is 'The run.';
comment on column track_record.months is 'Months ahead.';
comment on column track_record.made_on is 'The last day that the forecast knew.';
comment on column track_record.customer_group is 'all: every customer known that day; best: those who had spent most, the same share as the Insiders are today.';
comment on column track_record.customers is 'Customers of the group.';
comment on column track_record.model is 'The model of orders that held that day.';
comment on column track_record.forecast is 'Money that the model forecast.';
comment on column track_record.low is 'Lower end of its interval, widened by the errors of the other days.';
comment on column track_record.high is 'Upper end of its interval.';
comment on column track_record.naive is 'The naive forecast: money of the same customers in as many months before.';
comment on column track_record.actual is 'What came.';
comment on column track_record.error is 'forecast / actual - 1; empty where nothing came.';
comment on column track_record.naive_error is 'naive / actual - 1; empty where nothing came.';
comment on column track_record.is_covered is 'Whether what came lies within the interval.';

create table cohorts (
  run_id text not null references runs on delete cascade,
  customer_group text not null check (customer_group in ('all', 'insiders')),
  first_month date not null,
  months_since integer not null,
  customers bigint not null,
  active_customers bigint not null,
  retention double precision not null,
  orders bigint not null,
  revenue numeric not null,
  is_whole boolean not null,
  primary key (run_id, customer_group, first_month, months_since)
);
comment on table cohorts is 'One row per month of first orders and month after it: who came back. Calendar months.';
comment on column cohorts.run_id is 'The run.';
comment on column cohorts.customer_group is 'all: every customer; insiders: those who are Insiders today.';
comment on column cohorts.first_month is 'First day of the month of the first order. The first cohort holds everybody who was a customer before the data begin.';
comment on column cohorts.months_since is 'Calendar months after it, from 0.';
comment on column cohorts.customers is 'Customers of the cohort.';
comment on column cohorts.active_customers is 'Of these, customers with an order in that month.';
comment on column cohorts.retention is 'active_customers / customers, 0 to 1.';
comment on column cohorts.orders is 'Their orders of that month.';
comment on column cohorts.revenue is 'Money of these orders, returns not taken off.';
comment on column cohorts.is_whole is 'Whether the data reach to the end of that month.';
