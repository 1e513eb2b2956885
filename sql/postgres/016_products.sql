-- Products and timing: which first purchase goes with a second order, what is due and when, what to offer next, how much is
-- bought below the usual price; and what such lists were worth in the past.

create table first_products (
  run_id text not null references runs on delete cascade,
  position integer not null,
  stock_code text not null,
  description text,
  customers bigint not null,
  came_again double precision not null,
  others_came_again double precision not null,
  shrunk double precision not null,
  low double precision not null,
  high double precision not null,
  p_value double precision not null,
  verdict text not null,
  horizon_days integer not null,
  primary key (run_id, position)
);
comment on table first_products is 'One row per product that many began with: those that go with a second order first, two hundred at most.';
comment on column first_products.run_id is 'The run.';
comment on column first_products.position is 'Order, from 1.';
comment on column first_products.stock_code is 'The product''s code.';
comment on column first_products.description is 'The product in words; of several descriptions the last by the alphabet.';
comment on column first_products.customers is 'Customers who bought it on the first day with an order that the file has of them.';
comment on column first_products.came_again is 'Share of them with a second order within the horizon, 0 to 1: by Kaplan-Meier, so that whoever came lately counts for as long as they are known.';
comment on column first_products.others_came_again is 'The same of customers who began without it.';
comment on column first_products.shrunk is 'The share drawn to that of all products by as much as it is uncertain, 0 to 1.';
comment on column first_products.low is 'Lower end of its interval.';
comment on column first_products.high is 'Upper end of its interval.';
comment on column first_products.p_value is 'That such a difference comes by chance, adjusted for as many products as were compared (Benjamini-Hochberg).';
comment on column first_products.verdict is 'more: goes with a second order more often than others; less; as usual: not to be told from chance. Of those told apart a twentieth may be so by chance.';
comment on column first_products.horizon_days is 'Days within which the second order counts.';

create table order_gaps (
  run_id text not null references runs on delete cascade,
  step integer not null,
  title text not null,
  customers bigint not null,
  came_again double precision not null,
  horizon_days integer not null,
  lower_quartile_days double precision,
  median_days double precision,
  upper_quartile_days double precision,
  primary key (run_id, step)
);
comment on table order_gaps is 'One row per step from an order to the next: the first to the second, the second to the third.';
comment on column order_gaps.run_id is 'The run.';
comment on column order_gaps.step is '1 from the first day with an order to the second, 2 from the second to the third.';
comment on column order_gaps.title is 'The step in words.';
comment on column order_gaps.customers is 'Customers who made the order that it begins with.';
comment on column order_gaps.came_again is 'Share of them with the next within the horizon, 0 to 1, by Kaplan-Meier.';
comment on column order_gaps.horizon_days is 'Days of the horizon.';
comment on column order_gaps.lower_quartile_days is 'Days after which a quarter of all of them have ordered again; empty where a quarter never have.';
comment on column order_gaps.median_days is 'The same of half.';
comment on column order_gaps.upper_quartile_days is 'The same of three quarters.';

create table due_products (
  run_id text not null references runs on delete cascade,
  position integer not null,
  customer_id text not null,
  stock_code text not null,
  description text,
  times bigint,
  last_on date,
  gap_days double precision,
  due_on date,
  chance double precision,
  way text not null,
  window_days integer not null,
  primary key (run_id, position)
);
comment on table due_products is 'One row per customer and product to be offered to them again: five a customer, 20,000 at most, the most promising first.';
comment on column due_products.run_id is 'The run.';
comment on column due_products.position is 'Order, from 1.';
comment on column due_products.customer_id is 'The customer.';
comment on column due_products.stock_code is 'The product''s code.';
comment on column due_products.description is 'The product in words.';
comment on column due_products.times is 'Days on which the customer bought it; empty where popularity alone offers it.';
comment on column due_products.last_on is 'The last of them.';
comment on column due_products.gap_days is 'Mean days between them, with one gap of the product''s beside the customer''s own.';
comment on column due_products.due_on is 'The last day and such a gap after it; in the past where the customer is late.';
comment on column due_products.chance is 'What puts the rows in order: the model''s chance that the customer buys it within the window, 0 to 1.';
comment on column due_products.way is 'By what it is offered: due (modified Poisson-gamma), rate (Poisson-gamma), own (bought on most days), popular (bought by most lately).';
comment on column due_products.window_days is 'Days that are looked ahead.';

create table next_orders (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  expected_on date not null,
  earliest_on date not null,
  latest_on date not null,
  alive double precision not null,
  gap_days double precision,
  regularity double precision,
  is_regular boolean not null,
  primary key (run_id, customer_id)
);
comment on table next_orders is 'One row per customer who may well not have left: when the next order is to be expected, the 100,000 soonest at most.';
comment on column next_orders.run_id is 'The run.';
comment on column next_orders.customer_id is 'The customer.';
comment on column next_orders.expected_on is 'Half of such customers who order again do so by then.';
comment on column next_orders.earliest_on is 'Begin of the days in which the share of order_rhythms.level of those who order again do so.';
comment on column next_orders.latest_on is 'Their end.';
comment on column next_orders.alive is 'Probability that the customer has not left, 0.5 to 1.';
comment on column next_orders.gap_days is 'Mean days between the customer''s orders; empty with one.';
comment on column next_orders.regularity is 'Shape of the customer''s own gaps: 1 is chance, 4 gaps that scatter by half of their length; of regular customers only.';
comment on column next_orders.is_regular is 'Whether the customer orders like clockwork: five gaps or more, too even for chance, scattering by half of their length at most.';

create table order_rhythms (
  run_id text not null references runs on delete cascade,
  model text not null,
  k integer not null,
  wheat_morrison double precision,
  log_likelihood double precision not null,
  chance_log_likelihood double precision not null,
  customers bigint not null,
  dated bigint not null,
  regular bigint not null,
  measured_on date,
  measured_dates bigint,
  came_early bigint,
  came_within bigint,
  came_late bigint,
  level double precision not null,
  primary key (run_id)
);
comment on table order_rhythms is 'One row per run: how regularly customers order, and what dates given in the past were worth.';
comment on column order_rhythms.run_id is 'The run.';
comment on column order_rhythms.model is 'BG/NBD, or MBG/CNBD-k where that is likelier.';
comment on column order_rhythms.k is 'Regularity of the model: 1 is chance.';
comment on column order_rhythms.wheat_morrison is 'Regularity by the last two gaps of each customer; empty where nobody has two.';
comment on column order_rhythms.log_likelihood is 'Natural logarithm of the likelihood of MBG/CNBD-k at its best k.';
comment on column order_rhythms.chance_log_likelihood is 'The same of BG/NBD.';
comment on column order_rhythms.customers is 'Customers.';
comment on column order_rhythms.dated is 'Customers with a date: those who have not left by a probability of a half.';
comment on column order_rhythms.regular is 'Customers who order like clockwork.';
comment on column order_rhythms.measured_on is 'The day of the past on which dates were given and measured since; empty where the orders do not reach back.';
comment on column order_rhythms.measured_dates is 'Dates of that day whose interval has ended since.';
comment on column order_rhythms.came_early is 'Of these, orders before the interval.';
comment on column order_rhythms.came_within is 'Orders within it.';
comment on column order_rhythms.came_late is 'Orders after it, or none.';
comment on column order_rhythms.level is 'Share of orders that an interval is to hold, 0 to 1.';

create table product_lifts (
  run_id text not null references runs on delete cascade,
  position integer not null,
  kind text not null,
  segment_id integer,
  place integer not null,
  stock_code text not null,
  description text,
  variants integer not null,
  customers bigint not null,
  share double precision not null,
  others_share double precision,
  lift double precision,
  p_value double precision,
  because text,
  primary key (run_id, position)
);
comment on table product_lifts is 'One row per product that stands out for a group: what to offer to a segment, what Insiders buy that others do not, what those who became Insiders had bought before.';
comment on column product_lifts.run_id is 'The run.';
comment on column product_lifts.position is 'Order, from 1.';
comment on column product_lifts.kind is 'segment: to offer to it; insiders: bought more by Insiders; entered: bought more before by those who have become Insiders since.';
comment on column product_lifts.segment_id is 'The segment; empty of the other kinds.';
comment on column product_lifts.place is 'Order within the group, from 1.';
comment on column product_lifts.stock_code is 'The product''s code; of several variants the one with most buyers.';
comment on column product_lifts.description is 'The product in words.';
comment on column product_lifts.variants is 'Variants that stand together as one product.';
comment on column product_lifts.customers is 'Customers of the segment to whom it would be offered; of the other kinds, buyers in the group.';
comment on column product_lifts.share is 'Of the group''s customers, 0 to 1.';
comment on column product_lifts.others_share is 'The same of the others; empty of segments.';
comment on column product_lifts.lift is 'Buyers in the group against those that as many purchases would have by chance, drawn to 1 by as much as it is uncertain; empty of segments.';
comment on column product_lifts.p_value is 'That so many come by chance, adjusted for as many products as were compared; empty of segments.';
comment on column product_lifts.because is 'The product of theirs that most often speaks for it; empty where popularity alone does.';

create table next_products (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  place integer not null,
  stock_code text not null,
  description text,
  because_code text,
  because text,
  way text not null,
  primary key (run_id, customer_id, place)
);
comment on table next_products is 'One row per Insider and product to offer to them that they have not bought: five each, for the 10,000 who spent most at most.';
comment on column next_products.run_id is 'The run.';
comment on column next_products.customer_id is 'The Insider.';
comment on column next_products.place is 'Order, from 1.';
comment on column next_products.stock_code is 'The product''s code; of several variants the one with most buyers.';
comment on column next_products.description is 'The product in words.';
comment on column next_products.because_code is 'The code of the product of theirs that speaks most for it; empty where popularity alone does.';
comment on column next_products.because is 'That product in words.';
comment on column next_products.way is 'together: by what goes together beyond chance, times popularity; popular: by popularity alone.';

create table due_tests (
  run_id text not null references runs on delete cascade,
  way text not null,
  is_offered boolean not null,
  window_days integer not null,
  measured_from date not null,
  customers bigint not null,
  offered bigint not null,
  bought bigint not null,
  served bigint not null,
  primary key (run_id, way)
);
comment on table due_tests is 'One row per way of saying what a customer reorders: what it was worth in the weeks that were held out.';
comment on column due_tests.run_id is 'The run.';
comment on column due_tests.way is 'due, rate, own or popular: see due_products.way.';
comment on column due_tests.is_offered is 'Whether the list is made this way: it was worth most.';
comment on column due_tests.window_days is 'Days of each stretch that was held out.';
comment on column due_tests.measured_from is 'The first day that was held out.';
comment on column due_tests.customers is 'Customers who ordered in a stretch, once for each.';
comment on column due_tests.offered is 'Products offered to them, five each.';
comment on column due_tests.bought is 'Of these, bought in the stretch.';
comment on column due_tests.served is 'Customers who bought one of theirs at least.';

create table next_product_tests (
  run_id text not null references runs on delete cascade,
  way text not null,
  is_offered boolean not null,
  window_days integer not null,
  measured_from date not null,
  customers bigint not null,
  offered bigint not null,
  bought bigint not null,
  served bigint not null,
  primary key (run_id, way)
);
comment on table next_product_tests is 'One row per way of saying what to offer next: what it was worth in the days that were held out.';
comment on column next_product_tests.run_id is 'The run.';
comment on column next_product_tests.way is 'together or popular: see next_products.way.';
comment on column next_product_tests.is_offered is 'Whether the list is made this way: it was worth most.';
comment on column next_product_tests.window_days is 'Days that were held out.';
comment on column next_product_tests.measured_from is 'The first of them.';
comment on column next_product_tests.customers is 'Customers who bought a product that was new to them in these days.';
comment on column next_product_tests.offered is 'Products offered to them, five each.';
comment on column next_product_tests.bought is 'Of these, bought in these days.';
comment on column next_product_tests.served is 'Customers who bought one of theirs at least.';

create table segment_discounts (
  run_id text not null references runs on delete cascade,
  segment_id integer not null,
  money numeric not null,
  known_money numeric not null,
  cheap_money numeric not null,
  saved numeric not null,
  share double precision,
  low double precision,
  high double precision,
  customers bigint not null,
  primary key (run_id, segment_id)
);
comment on table segment_discounts is 'One row per segment: money spent below the usual price of the product, or with a discount of the order''s. It says nothing of who would have bought without.';
comment on column segment_discounts.run_id is 'The run.';
comment on column segment_discounts.segment_id is 'The segment; 0 customers in none.';
comment on column segment_discounts.money is 'Money of all purchases.';
comment on column segment_discounts.known_money is 'Of it, of products with a usual price (sold five times within this quarter and the last), or of orders with a discount.';
comment on column segment_discounts.cheap_money is 'Of that, spent at a price a twentieth and more below the median of the product''s prices in this quarter and the last, or with a discount. Prices by quantity count as such.';
comment on column segment_discounts.saved is 'How much less than the usual price these pieces cost.';
comment on column segment_discounts.share is 'cheap_money / known_money, 0 to 1; empty where nothing is known.';
comment on column segment_discounts.low is 'Lower end of its interval over customers.';
comment on column segment_discounts.high is 'Upper end of it.';
comment on column segment_discounts.customers is 'Customers with money that is known.';

create index due_products_by_customer on due_products (run_id, customer_id);
create index next_orders_by_day on next_orders (run_id, expected_on, customer_id);
