-- What pictures are drawn of: what was sold when, to whom, what and where, and how customers moved between segments.

create table segment_months (
  run_id text not null references runs on delete cascade,
  month date not null,
  segment_id integer not null,
  revenue numeric(18, 4) not null,
  orders bigint not null,
  customers bigint not null,
  is_whole boolean not null,
  primary key (run_id, month, segment_id)
);
comment on table segment_months is 'One row per month and segment, the newest sixty months: what today''s members of the segment bought in it.';
comment on column segment_months.run_id is 'The run.';
comment on column segment_months.month is 'Its first day.';
comment on column segment_months.segment_id is 'The segment of today; 0 for customers in no segment.';
comment on column segment_months.revenue is 'What they ordered, before returns, in the run''s currency.';
comment on column segment_months.orders is 'Their orders.';
comment on column segment_months.customers is 'Customers who ordered.';
comment on column segment_months.is_whole is 'Whether the data cover every day of the month.';

create table order_days (
  run_id text not null references runs on delete cascade,
  day date not null,
  orders bigint not null,
  customers bigint not null,
  revenue numeric(18, 4) not null,
  primary key (run_id, day)
);
comment on table order_days is 'One row per day with an order.';
comment on column order_days.run_id is 'The run.';
comment on column order_days.day is 'The day.';
comment on column order_days.orders is 'Orders of that day.';
comment on column order_days.customers is 'Customers who ordered.';
comment on column order_days.revenue is 'What they ordered, before returns, in the run''s currency.';

create table segment_flows (
  run_id text not null references runs on delete cascade,
  since date not null,
  before_id integer not null,
  after_id integer not null,
  customers bigint not null,
  revenue numeric(18, 2) not null,
  primary key (run_id, since, before_id, after_id)
);
comment on table segment_flows is 'One row per segment on an earlier day and segment of today that share customers.';
comment on column segment_flows.run_id is 'The run.';
comment on column segment_flows.since is 'The earlier day: nothing that was ordered after it is known there.';
comment on column segment_flows.before_id is 'The segment of that day, by the segments and the rule of today; 0 for none, -2 for who had not ordered yet.';
comment on column segment_flows.after_id is 'The segment of today; 0 for none.';
comment on column segment_flows.customers is 'Customers who stood in the one and stand in the other.';
comment on column segment_flows.revenue is 'What they have spent so far, in the run''s currency.';

create table mapped_products (
  run_id text not null references runs on delete cascade,
  position integer not null,
  stock_code text not null,
  description text,
  customers bigint not null,
  again_share double precision not null,
  orders bigint not null,
  revenue numeric(18, 4) not null,
  insiders_share double precision not null,
  all_insiders_share double precision not null,
  is_labelled boolean not null,
  primary key (run_id, position)
);
comment on table mapped_products is 'One row per product, the two hundred that brought most.';
comment on column mapped_products.run_id is 'The run.';
comment on column mapped_products.position is 'By revenue, from 1.';
comment on column mapped_products.stock_code is 'The product''s code.';
comment on column mapped_products.description is 'Its name; empty where the files have none.';
comment on column mapped_products.customers is 'Customers who bought it.';
comment on column mapped_products.again_share is 'Of those, the share who bought it in two orders or more, 0 to 1.';
comment on column mapped_products.orders is 'Orders with it.';
comment on column mapped_products.revenue is 'What it brought, before returns, in the run''s currency.';
comment on column mapped_products.insiders_share is 'Share of that from today''s Insiders, 0 to 1.';
comment on column mapped_products.all_insiders_share is 'The same of all products together.';
comment on column mapped_products.is_labelled is 'Whether it is among the few that are named on a map.';

create table country_sales (
  run_id text not null references runs on delete cascade,
  position integer not null,
  country text not null,
  customers bigint not null,
  revenue numeric(18, 4) not null,
  revenue_share double precision not null,
  insiders bigint not null,
  insiders_revenue_share double precision,
  primary key (run_id, position)
);
comment on table country_sales is 'One row per country of customers, the sixty with most revenue.';
comment on column country_sales.run_id is 'The run.';
comment on column country_sales.position is 'By revenue, from 1.';
comment on column country_sales.country is 'The country, as the files write it.';
comment on column country_sales.customers is 'Customers from there.';
comment on column country_sales.revenue is 'What they ordered, before returns, in the run''s currency.';
comment on column country_sales.revenue_share is 'Share of the revenue of all countries, 0 to 1.';
comment on column country_sales.insiders is 'Insiders among them.';
comment on column country_sales.insiders_revenue_share is 'Share of what all Insiders ordered, 0 to 1; empty where nobody is elected.';

create table told_pictures (
  run_id text not null references runs on delete cascade,
  topic text not null,
  told text not null,
  primary key (run_id, topic)
);
comment on table told_pictures is 'One row per picture that says something: what, in words.';
comment on column told_pictures.run_id is 'The run.';
comment on column told_pictures.topic is 'The panel.';
comment on column told_pictures.told is 'A sentence without its full stop.';

-- The words of the glossary.
comment on table customer_doors is 'One row per customer: how close they are to being an Insider, or to dropping out.';
comment on column membership_rules.near_before is 'Customers who were close to becoming Insiders as many days ago as are given to become one; empty where nobody was, or the orders are too short.';
comment on column promises.by_chance is 'The same of as many picked at random.';
comment on column past_elections.by_chance is 'The same of as many picked at random.';
