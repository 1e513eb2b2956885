-- What marketing asked: sentences, what cannot be answered, and returns.

create table answers (
  run_id text not null references runs on delete cascade,
  position integer not null,
  question text not null,
  sentence text not null,
  figure double precision,
  unit text,
  panel text not null,
  primary key (run_id, position)
);
comment on table answers is 'One row per question of marketing''s, with its answer in a sentence.';
comment on column answers.run_id is 'The run.';
comment on column answers.position is 'Order of the questions, from 1.';
comment on column answers.question is 'What was asked.';
comment on column answers.sentence is 'The answer in words, with its figures; or why there is none.';
comment on column answers.figure is 'The figure that the answer turns on; empty where there is none.';
comment on column answers.unit is 'money, percent (of a share 0 to 1), count or days; empty where there is no figure.';
comment on column answers.panel is 'The view that holds the figures behind it.';

create table refusals (
  run_id text not null references runs on delete cascade,
  topic text not null,
  title text not null,
  reason text not null,
  primary key (run_id, topic)
);
comment on table refusals is 'One row per panel that stays empty because its answer cannot be given.';
comment on column refusals.run_id is 'The run.';
comment on column refusals.topic is 'The panel: its view''s name.';
comment on column refusals.title is 'The question that the panel answers.';
comment on column refusals.reason is 'Why, in one sentence.';

create table returned_products (
  run_id text not null references runs on delete cascade,
  position integer not null,
  stock_code text not null,
  description text,
  customers bigint not null,
  invoices bigint not null,
  returned_items numeric not null,
  returned_value numeric not null,
  cancelled_value numeric not null,
  peak_month_value numeric not null,
  top_customer_value numeric not null,
  sold_items numeric not null,
  sold_value numeric not null,
  share_of_sales double precision,
  pattern text not null,
  primary key (run_id, position)
);
comment on table returned_products is 'One row per product of which something came back: the two hundred with most money.';
comment on column returned_products.run_id is 'The run.';
comment on column returned_products.position is 'Order by returned money, from 1.';
comment on column returned_products.stock_code is 'The product''s code.';
comment on column returned_products.description is 'The product in words; of several descriptions the last by the alphabet.';
comment on column returned_products.customers is 'Customers who returned it.';
comment on column returned_products.invoices is 'Returns with it.';
comment on column returned_products.returned_items is 'Pieces that came back.';
comment on column returned_products.returned_value is 'Money of these returns.';
comment on column returned_products.cancelled_value is 'Of it, money of returns that undo a whole order line of the same customer.';
comment on column returned_products.peak_month_value is 'Of it, money of the month in which most came back.';
comment on column returned_products.top_customer_value is 'Of it, money of the customer who returned most.';
comment on column returned_products.sold_items is 'Pieces bought by all customers.';
comment on column returned_products.sold_value is 'Money of these purchases.';
comment on column returned_products.share_of_sales is 'returned_value / sold_value; above 1 where goods came back that were bought before the data begins, empty where none was bought.';
comment on column returned_products.pattern is 'order and cancel, one customer, damaged lot (several customers in one month), or scattered: what at least half of the money fits.';

create table returning_customers (
  run_id text not null references runs on delete cascade,
  position integer not null,
  customer_id text not null,
  returned_invoices bigint not null,
  returned_value numeric not null,
  cancelled_value numeric not null,
  largest_value numeric not null,
  invoices bigint not null,
  bought_value numeric not null,
  share_of_purchases double precision,
  pattern text not null,
  primary key (run_id, position)
);
comment on table returning_customers is 'One row per customer who brought something back: the two hundred with most money.';
comment on column returning_customers.run_id is 'The run.';
comment on column returning_customers.position is 'Order by returned money, from 1.';
comment on column returning_customers.customer_id is 'The customer.';
comment on column returning_customers.returned_invoices is 'Returns.';
comment on column returning_customers.returned_value is 'Money of these returns.';
comment on column returning_customers.cancelled_value is 'Of it, money of returns that undo a whole order line.';
comment on column returning_customers.largest_value is 'Of it, money of the largest return.';
comment on column returning_customers.invoices is 'Orders of the customer.';
comment on column returning_customers.bought_value is 'Money of these orders.';
comment on column returning_customers.share_of_purchases is 'returned_value / bought_value; empty where nothing was bought.';
comment on column returning_customers.pattern is 'serial returner (three returns or more, on at least 30 % as many orders), order and cancel, single (one return makes half of the money), or scattered.';
