-- The results of runs: a table per grain, everything below a run is deleted with it.

create table runs (
  run_id text primary key,
  dataset text not null,
  status text not null check (status in ('running', 'loaded', 'succeeded', 'failed')),
  started_at timestamptz,
  finished_at timestamptz,
  published_at timestamptz,
  rules jsonb,
  rules_hash text,
  engine_version text,
  seed bigint,
  currency text,
  as_of date,
  period_from date,
  period_to date,
  lines_read bigint,
  lines_kept bigint,
  lines_rejected bigint,
  customers bigint,
  revenue numeric,
  chosen_space text,
  chosen_model text,
  chosen_k integer,
  silhouette double precision,
  insiders_segment_id integer,
  insiders_reason text,
  failed_step text,
  error_name text,
  error_message text
);
comment on table runs is 'One row per run: one execution over one dataset with one set of rules.';
comment on column runs.run_id is 'Derived from the dataset, its uploads and the rules, so that the same run twice is the same rows.';
comment on column runs.dataset is 'The shop whose orders these are.';
comment on column runs.status is 'How the newest execution stands: running, loaded (not to be seen yet), succeeded or failed.';
comment on column runs.started_at is 'When the newest execution started.';
comment on column runs.finished_at is 'When the newest execution ended.';
comment on column runs.published_at is 'When the results became visible; empty where they never were. A later execution that fails leaves it as it is.';
comment on column runs.rules is 'The business choices of the run, complete.';
comment on column runs.rules_hash is 'Tells one set of rules from another.';
comment on column runs.engine_version is 'Changes when the program would compute other results from the same orders and rules.';
comment on column runs.seed is 'Where all random numbers of the run come from.';
comment on column runs.currency is 'Currency of every sum of money (ISO 4217); empty where it was not given.';
comment on column runs.as_of is 'The day from which recency is measured.';
comment on column runs.period_from is 'First day of orders that counts.';
comment on column runs.period_to is 'Last day of orders that counts.';
comment on column runs.lines_read is 'Order lines in the uploads: kept plus rejected.';
comment on column runs.lines_kept is 'Order lines that could be read.';
comment on column runs.lines_rejected is 'Order lines that could not be read; each is in rejects.csv with its reason.';
comment on column runs.customers is 'Customers that were put into segments.';
comment on column runs.revenue is 'Money that these customers spent, returns not taken off.';
comment on column runs.chosen_space is 'The space in which the customers were grouped.';
comment on column runs.chosen_model is 'The model that grouped them.';
comment on column runs.chosen_k is 'Into how many groups.';
comment on column runs.silhouette is 'How clearly the groups stand apart in the chosen space, -1 to 1.';
comment on column runs.insiders_segment_id is 'The segment elected as the Insiders.';
comment on column runs.insiders_reason is 'Why that segment, in one sentence.';
comment on column runs.failed_step is 'The step in which the newest execution failed; empty where it did not.';
comment on column runs.error_name is 'The name of the error, as the runbook lists it.';
comment on column runs.error_message is 'What went wrong, in words.';

create table uploads (
  run_id text not null references runs on delete cascade,
  position integer not null,
  upload_id text not null,
  file_name text not null,
  format text,
  encoding text,
  delimiter text,
  date_format text,
  lines_read bigint not null check (lines_read = lines_kept + lines_rejected),
  lines_kept bigint not null,
  lines_rejected bigint not null,
  first_ordered_at timestamp,
  last_ordered_at timestamp,
  recognised jsonb not null,
  primary key (run_id, position)
);
comment on table uploads is 'One row per file of orders that the run has read.';
comment on column uploads.run_id is 'The run.';
comment on column uploads.position is 'Order of arrival, from 1. An invoice in a later file replaces the same invoice of an earlier one.';
comment on column uploads.upload_id is 'The file''s identity: the same bytes have the same.';
comment on column uploads.file_name is 'The name under which the file came.';
comment on column uploads.format is 'csv, xlsx or parquet, as recognised.';
comment on column uploads.encoding is 'The encoding of its text, as recognised.';
comment on column uploads.delimiter is 'What separates its columns, as recognised.';
comment on column uploads.date_format is 'How its dates are written, as recognised.';
comment on column uploads.lines_read is 'Lines of the file: kept plus rejected.';
comment on column uploads.lines_kept is 'Lines that could be read.';
comment on column uploads.lines_rejected is 'Lines that could not be read.';
comment on column uploads.first_ordered_at is 'Its earliest order.';
comment on column uploads.last_ordered_at is 'Its latest order.';
comment on column uploads.recognised is 'Everything that was recognised, among it which column means what.';

create table cleaning_receipt (
  run_id text not null references runs on delete cascade,
  position integer not null,
  kind text not null check (kind in ('read', 'removed', 'kept')),
  rule text not null,
  title text not null,
  lines bigint not null,
  customers bigint not null,
  invoices bigint not null,
  money numeric not null,
  primary key (run_id, position)
);
comment on table cleaning_receipt is 'One row per cleaning rule, in the order in which they were applied, between what was read and what was kept.';
comment on column cleaning_receipt.run_id is 'The run.';
comment on column cleaning_receipt.position is 'Order of the rows, from 1.';
comment on column cleaning_receipt.kind is 'read: what came in; removed: what a rule took out; kept: what was left.';
comment on column cleaning_receipt.rule is 'The name of the rule.';
comment on column cleaning_receipt.title is 'The rule in words.';
comment on column cleaning_receipt.lines is 'Order lines concerned.';
comment on column cleaning_receipt.customers is 'Customers with at least one of these lines.';
comment on column cleaning_receipt.invoices is 'Invoices with at least one of these lines.';
comment on column cleaning_receipt.money is 'Net sum of these lines; negative for returns.';

create table rejects (
  run_id text not null references runs on delete cascade,
  position integer not null,
  file_name text not null,
  line_no bigint,
  column_name text,
  reason text not null,
  raw text,
  primary key (run_id, position)
);
comment on table rejects is 'One row per line that could not be read: the first thousand of the run. All of them are in rejects.csv.';
comment on column rejects.run_id is 'The run.';
comment on column rejects.position is 'Order of the rows, from 1.';
comment on column rejects.file_name is 'The file.';
comment on column rejects.line_no is 'The line in the file, from 1.';
comment on column rejects.column_name is 'The column that could not be read; empty where the whole line is broken.';
comment on column rejects.reason is 'Why.';
comment on column rejects.raw is 'The line as it stands in the file.';

create table features (
  run_id text not null references runs on delete cascade,
  position integer not null,
  feature text not null,
  title text not null,
  unit text not null,
  definition text not null,
  used boolean not null,
  left_out_reason text,
  min double precision,
  max double precision,
  mean double precision,
  median double precision,
  std double precision,
  skew double precision,
  kurtosis double precision,
  missing bigint,
  primary key (run_id, feature)
);
comment on table features is 'One row per feature: what it means and how it is distributed over the customers.';
comment on column features.run_id is 'The run.';
comment on column features.position is 'Order of the features, from 1.';
comment on column features.feature is 'Name of the feature: a column of the table customers.';
comment on column features.title is 'Its name for people.';
comment on column features.unit is 'money, days, count, per day, ratio, category or time.';
comment on column features.definition is 'How it is computed.';
comment on column features.used is 'Whether the customers were grouped on it.';
comment on column features.left_out_reason is 'Why the data cannot give it; empty where they can.';
comment on column features.min is 'Lowest value.';
comment on column features.max is 'Highest value.';
comment on column features.mean is 'Mean over the customers where it is known.';
comment on column features.median is 'Median over the customers where it is known.';
comment on column features.std is 'Standard deviation.';
comment on column features.skew is 'Skewness: above 0 where few are far above the rest.';
comment on column features.kurtosis is 'Excess kurtosis: above 0 where extremes are more frequent than in a normal distribution.';
comment on column features.missing is 'Customers of whom it is unknown.';

create table customers (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  gross_revenue numeric,
  net_revenue numeric,
  recency_days integer,
  tenure_days integer,
  span_days integer,
  first_ordered_at timestamp,
  last_ordered_at timestamp,
  invoices bigint,
  buying_days bigint,
  items numeric,
  lines bigint,
  products bigint,
  invoices_per_window_day double precision,
  invoices_per_active_day double precision,
  invoices_per_span_day double precision,
  avg_gap_days double precision,
  avg_gap_days_with_returns double precision,
  avg_line_value double precision,
  avg_order_value double precision,
  avg_unit_price double precision,
  avg_piece_price double precision,
  avg_basket_items double precision,
  avg_basket_products double precision,
  products_per_invoice double precision,
  returned_items numeric,
  returned_lines bigint,
  returned_invoices bigint,
  returned_value numeric,
  returns_ratio double precision,
  favourite_day_bucket integer,
  favourite_quarter integer,
  country text,
  segment_id integer not null check (segment_id >= 0),
  is_insider boolean not null,
  is_extreme boolean not null,
  silhouette double precision,
  map_x double precision,
  map_y double precision,
  primary key (run_id, customer_id)
);
comment on table customers is 'One row per customer: every feature, the segment, and the place on the map.';
comment on column customers.run_id is 'The run.';
comment on column customers.customer_id is 'The customer as the shop knows them.';
comment on column customers.gross_revenue is 'Revenue: Sum of the purchases, returns not taken off.';
comment on column customers.net_revenue is 'Net revenue: gross_revenue less returned_value.';
comment on column customers.recency_days is 'Days since last order: From the last purchase to the as-of day.';
comment on column customers.tenure_days is 'Days since first order: From the first purchase to the as-of day.';
comment on column customers.span_days is 'Days from first to last order: From the first purchase to the last.';
comment on column customers.first_ordered_at is 'First order: When the first purchase was made.';
comment on column customers.last_ordered_at is 'Last order: When the last purchase was made.';
comment on column customers.invoices is 'Orders: Different invoices with a purchase. Where the file has no invoices, all bought at one time is one.';
comment on column customers.buying_days is 'Days with an order: Different days with a purchase.';
comment on column customers.items is 'Pieces: Sum of the quantities of the purchases.';
comment on column customers.lines is 'Order lines: Lines of the purchases.';
comment on column customers.products is 'Products: Different stock codes bought.';
comment on column customers.invoices_per_window_day is 'Orders per day of the data: invoices / days from the first day of the data to the as-of day (at least 1).';
comment on column customers.invoices_per_active_day is 'Orders per day as a customer: invoices / (span_days + 1).';
comment on column customers.invoices_per_span_day is 'Orders per day between first and last: invoices / span_days; 0 where all was bought on one day.';
comment on column customers.avg_gap_days is 'Days between orders: Mean gap between days with a purchase; unknown with one such day.';
comment on column customers.avg_gap_days_with_returns is 'Days between orders or returns: Mean gap between days with a purchase or a return; unknown with one such day.';
comment on column customers.avg_line_value is 'Money per order line: gross_revenue / lines.';
comment on column customers.avg_order_value is 'Money per order: gross_revenue / invoices.';
comment on column customers.avg_unit_price is 'Price of a product: Mean over the purchase lines of the unit price.';
comment on column customers.avg_piece_price is 'Money per piece: gross_revenue / items.';
comment on column customers.avg_basket_items is 'Pieces per order: items / invoices.';
comment on column customers.avg_basket_products is 'Products per order: Mean over the invoices of the different stock codes in each.';
comment on column customers.products_per_invoice is 'Different products by orders: products / invoices: below 1 when the same goods are bought again and again.';
comment on column customers.returned_items is 'Pieces returned: Sum of the quantities of the returns, positive.';
comment on column customers.returned_lines is 'Lines returned: Lines of the returns.';
comment on column customers.returned_invoices is 'Returns: Different invoices with a return.';
comment on column customers.returned_value is 'Money returned: Sum of the returns, positive.';
comment on column customers.returns_ratio is 'Share of pieces returned: returned_items / pieces bought; above 1 where goods came back that were bought before the data begins.';
comment on column customers.favourite_day_bucket is 'Part of the month: 1: until the 10th, 2: until the 20th, 3: later. With the most invoices, then the most money, then the earlier.';
comment on column customers.favourite_quarter is 'Quarter of the year: 1 to 4. With the most invoices, then the most money, then the earlier.';
comment on column customers.country is 'Country: With the most invoices, then the most money, then the first by name.';
comment on column customers.segment_id is 'The segment; 0 where the customer belongs to none.';
comment on column customers.is_insider is 'Whether the customer is one of the Insiders.';
comment on column customers.is_extreme is 'Whether the customer is far out in some feature, by a robust rule.';
comment on column customers.silhouette is 'How well the customer fits the segment, -1 to 1; below 0 another would fit better.';
comment on column customers.map_x is 'Place on the map of customers, across. Neighbours are alike; the scale means nothing.';
comment on column customers.map_y is 'Place on the map of customers, up.';

create table segments (
  run_id text not null references runs on delete cascade,
  segment_id integer not null check (segment_id >= 1),
  name text not null,
  description text not null,
  customers bigint not null,
  customer_share double precision not null,
  revenue numeric not null,
  revenue_share double precision not null,
  invoices bigint not null,
  mean_revenue double precision not null,
  median_revenue double precision not null,
  is_insiders boolean not null,
  silhouette double precision,
  marks jsonb not null,
  primary key (run_id, segment_id)
);
comment on table segments is 'One row per segment: customers who are alike.';
comment on column segments.run_id is 'The run.';
comment on column segments.segment_id is 'From 1, by mean revenue, highest first.';
comment on column segments.name is 'What marketing calls them.';
comment on column segments.description is 'The segment in one sentence.';
comment on column segments.customers is 'How many customers.';
comment on column segments.customer_share is 'Their share of all customers, 0 to 1.';
comment on column segments.revenue is 'What they spent, returns not taken off.';
comment on column segments.revenue_share is 'Their share of all revenue, 0 to 1.';
comment on column segments.invoices is 'Their orders.';
comment on column segments.mean_revenue is 'Mean revenue of its customers.';
comment on column segments.median_revenue is 'Median revenue of its customers: half of them spent more.';
comment on column segments.is_insiders is 'Whether it was elected as the Insiders.';
comment on column segments.silhouette is 'How clearly the segment stands apart, -1 to 1.';
comment on column segments.marks is 'What marks its customers, strongest first: a list of phrases.';

create table segment_features (
  run_id text not null references runs on delete cascade,
  segment_id integer not null,
  feature text not null,
  mean double precision,
  median double precision,
  total double precision,
  base_mean double precision,
  base_median double precision,
  ratio double precision,
  primary key (run_id, segment_id, feature),
  foreign key (run_id, segment_id) references segments on delete cascade
);
comment on table segment_features is 'One row per segment and feature, beside the same figure for all customers.';
comment on column segment_features.run_id is 'The run.';
comment on column segment_features.segment_id is 'The segment.';
comment on column segment_features.feature is 'The feature.';
comment on column segment_features.mean is 'Mean over the segment.';
comment on column segment_features.median is 'Median over the segment.';
comment on column segment_features.total is 'Sum over the segment.';
comment on column segment_features.base_mean is 'Mean over all customers.';
comment on column segment_features.base_median is 'Median over all customers.';
comment on column segment_features.ratio is 'mean / base_mean; empty where the base mean is 0.';

create table leaderboard (
  run_id text not null references runs on delete cascade,
  space text not null,
  model text not null,
  k integer not null,
  silhouette double precision,
  silhouette_scaled double precision,
  davies_bouldin double precision,
  calinski_harabasz double precision,
  inertia double precision,
  bic double precision,
  aic double precision,
  smallest_share double precision,
  largest_share double precision,
  noise_share double precision,
  converged boolean,
  chosen boolean not null,
  verdict text,
  primary key (run_id, space, model, k)
);
comment on table leaderboard is 'One row per candidate: a space, a model and a number of groups.';
comment on column leaderboard.run_id is 'The run.';
comment on column leaderboard.space is 'The space in which the customers were grouped.';
comment on column leaderboard.model is 'The model that grouped them.';
comment on column leaderboard.k is 'How many groups.';
comment on column leaderboard.silhouette is 'How clearly the groups stand apart in that space, -1 to 1. Does not compare between spaces.';
comment on column leaderboard.silhouette_scaled is 'The same in the scaled features, where all candidates compare.';
comment on column leaderboard.davies_bouldin is 'Davies-Bouldin index: lower is clearer.';
comment on column leaderboard.calinski_harabasz is 'Calinski-Harabasz index: higher is clearer.';
comment on column leaderboard.inertia is 'Sum of squared distances to the nearest centre; lower is tighter.';
comment on column leaderboard.bic is 'Bayesian information criterion of a Gaussian mixture; lower is better. Empty for other models.';
comment on column leaderboard.aic is 'Akaike information criterion of a Gaussian mixture; lower is better. Empty for other models.';
comment on column leaderboard.smallest_share is 'Share of the customers in the smallest group, 0 to 1.';
comment on column leaderboard.largest_share is 'Share of the customers in the largest group, 0 to 1.';
comment on column leaderboard.noise_share is 'Share of the customers in no group, 0 to 1: noise, for models that leave outliers out.';
comment on column leaderboard.converged is 'Whether the model came to rest.';
comment on column leaderboard.chosen is 'Whether this candidate won.';
comment on column leaderboard.verdict is 'Why it won, or why it was ruled out.';

create index runs_newest on runs (dataset, published_at desc, run_id) where published_at is not null;

-- Who only looks: granted the views (after they are made), never the tables.
do $$
begin
  if not exists (select from pg_roles where rolname = 'insiders_reader') then
    create role insiders_reader nologin;
  end if;
end
$$;
