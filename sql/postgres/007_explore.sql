-- What the data look like: columns before and after cleaning, features, and how the customers lie in the space.

create table column_figures (
  run_id text not null references runs on delete cascade,
  position integer not null,
  stage text not null check (stage in ('read', 'kept')),
  column_name text not null,
  lines bigint not null,
  missing bigint not null,
  distinct_values bigint not null,
  least double precision,
  lower_quartile double precision,
  median double precision,
  mean double precision,
  upper_quartile double precision,
  most double precision,
  std double precision,
  primary key (run_id, stage, column_name)
);
comment on table column_figures is 'One row per column of the order lines, before cleaning and after.';
comment on column column_figures.run_id is 'The run.';
comment on column column_figures.position is 'Order of the columns, from 1.';
comment on column column_figures.stage is 'read: every order line of the uploads; kept: the purchases that count.';
comment on column column_figures.column_name is 'The column of the order line.';
comment on column column_figures.lines is 'Order lines.';
comment on column column_figures.missing is 'Lines in which it is unknown.';
comment on column column_figures.distinct_values is 'Different values.';
comment on column column_figures.least is 'Smallest value; empty where it is no number.';
comment on column column_figures.lower_quartile is 'A quarter of the lines has no more.';
comment on column column_figures.median is 'Half of the lines has no more.';
comment on column column_figures.mean is 'Mean.';
comment on column column_figures.upper_quartile is 'Three quarters of the lines have no more.';
comment on column column_figures.most is 'Largest value.';
comment on column column_figures.std is 'Standard deviation.';

create table feature_bins (
  run_id text not null references runs on delete cascade,
  feature text not null,
  bin integer not null,
  lower double precision not null,
  upper double precision not null,
  customers bigint not null,
  primary key (run_id, feature, bin)
);
comment on table feature_bins is 'One row per feature and bin: how many customers have how much.';
comment on column feature_bins.run_id is 'The run.';
comment on column feature_bins.feature is 'The feature.';
comment on column feature_bins.bin is 'Order of the bins, from 1.';
comment on column feature_bins.lower is 'From here on.';
comment on column feature_bins.upper is 'Below this; of the last bin the largest value itself.';
comment on column feature_bins.customers is 'Customers in the bin.';

create table feature_quantiles (
  run_id text not null references runs on delete cascade,
  segment_id integer not null,
  feature text not null,
  p5 double precision not null,
  p25 double precision not null,
  p50 double precision not null,
  p75 double precision not null,
  p95 double precision not null,
  primary key (run_id, segment_id, feature)
);
comment on table feature_quantiles is 'One row per segment and feature: how far its customers spread.';
comment on column feature_quantiles.run_id is 'The run.';
comment on column feature_quantiles.segment_id is 'The segment.';
comment on column feature_quantiles.feature is 'The feature.';
comment on column feature_quantiles.p5 is 'Five in a hundred have no more.';
comment on column feature_quantiles.p25 is 'A quarter has no more.';
comment on column feature_quantiles.p50 is 'Half has no more.';
comment on column feature_quantiles.p75 is 'Three quarters have no more.';
comment on column feature_quantiles.p95 is 'Ninety-five in a hundred have no more.';

create table rank_correlations (
  run_id text not null references runs on delete cascade,
  feature text not null,
  other_feature text not null,
  correlation double precision,
  primary key (run_id, feature, other_feature)
);
comment on table rank_correlations is 'One row per pair of features, both ways round.';
comment on column rank_correlations.run_id is 'The run.';
comment on column rank_correlations.feature is 'The feature.';
comment on column rank_correlations.other_feature is 'The feature beside it.';
comment on column rank_correlations.correlation is 'Spearman''s rank correlation, -1 to 1; empty where one of the two is the same for everybody.';

create table sampled_customers (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  feature text not null,
  scaled double precision not null,
  primary key (run_id, customer_id, feature)
);
comment on table sampled_customers is 'One row per customer of a random sample and feature that customers were grouped on.';
comment on column sampled_customers.run_id is 'The run.';
comment on column sampled_customers.customer_id is 'The customer as the shop knows them.';
comment on column sampled_customers.feature is 'The feature.';
comment on column sampled_customers.scaled is 'Its value on the common scale: 0 is usual, 1 a standard deviation more.';

create table tree_merges (
  run_id text not null references runs on delete cascade,
  merge integer not null,
  left_place double precision not null,
  right_place double precision not null,
  left_height double precision not null,
  right_height double precision not null,
  height double precision not null,
  customers bigint not null,
  primary key (run_id, merge)
);
comment on table tree_merges is 'One row per merge at the top of Ward''s tree of a random sample of the customers, the last first.';
comment on column tree_merges.run_id is 'The run.';
comment on column tree_merges.merge is 'Order of the merges, the highest first, from 1.';
comment on column tree_merges.left_place is 'Where its left leg stands; leaves stand at whole numbers from 0.';
comment on column tree_merges.right_place is 'Where its right leg stands.';
comment on column tree_merges.left_height is 'Where its left leg ends; 0 for a leaf.';
comment on column tree_merges.right_height is 'Where its right leg ends.';
comment on column tree_merges.height is 'How unlike the two groups are that it joins.';
comment on column tree_merges.customers is 'Customers of the sample below it.';

create table distance_curve (
  run_id text not null references runs on delete cascade,
  share double precision not null,
  distance double precision not null,
  neighbours integer not null,
  is_knee boolean not null,
  primary key (run_id, share)
);
comment on table distance_curve is 'One row per point of the curve of distances to a neighbour, over a random sample of the customers.';
comment on column distance_curve.run_id is 'The run.';
comment on column distance_curve.share is 'Share of the customers, 0 to 1, those with the nearest neighbours first.';
comment on column distance_curve.distance is 'All of them have that many neighbours within this distance.';
comment on column distance_curve.neighbours is 'How many neighbours, the customer counted.';
comment on column distance_curve.is_knee is 'Whether the curve turns up here.';

create table component_variances (
  run_id text not null references runs on delete cascade,
  component integer not null,
  share double precision not null,
  cumulative double precision not null,
  primary key (run_id, component)
);
comment on table component_variances is 'One row per principal component of the features that customers were grouped on.';
comment on column component_variances.run_id is 'The run.';
comment on column component_variances.component is 'Order of the components, from 1, the widest first.';
comment on column component_variances.share is 'Share of all differences between customers that lies along it, 0 to 1.';
comment on column component_variances.cumulative is 'The same with the components before it.';
