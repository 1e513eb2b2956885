-- Who belongs to the Insiders and how sure that is, how far everybody is from the door, scores, hypotheses.

create table membership_rules (
  run_id text not null references runs on delete cascade,
  kind text not null check (kind in ('enter', 'stay')),
  sentence text not null,
  customers bigint not null,
  members bigint not null,
  let_in bigint not null,
  kept bigint not null,
  precision_share double precision not null,
  recall_share double precision not null,
  fidelity double precision not null,
  held_out_precision double precision,
  held_out_recall double precision,
  held_out_fidelity double precision,
  primary key (run_id, kind)
);
comment on table membership_rules is 'One row per rule in words: to become an Insider, and to stay one.';
comment on column membership_rules.run_id is 'The run.';
comment on column membership_rules.kind is 'enter or stay. Each bound to stay is what 99 % of the Insiders keep to, and a tenth looser than the bound to enter at least.';
comment on column membership_rules.sentence is 'The rule in one sentence.';
comment on column membership_rules.customers is 'Customers that it was asked of.';
comment on column membership_rules.members is 'Insiders among them.';
comment on column membership_rules.let_in is 'Customers who meet the rule.';
comment on column membership_rules.kept is 'Insiders who meet the rule.';
comment on column membership_rules.precision_share is 'kept / let_in, 0 to 1.';
comment on column membership_rules.recall_share is 'kept / members, 0 to 1.';
comment on column membership_rules.fidelity is 'Share of the customers on whom the rule and the segmentation agree, 0 to 1.';
comment on column membership_rules.held_out_precision is 'The same share on customers whom the rule had not seen: each is held out once. Empty for the rule to stay.';
comment on column membership_rules.held_out_recall is 'Share of the Insiders kept among customers whom the rule had not seen.';
comment on column membership_rules.held_out_fidelity is 'Agreement on customers whom the rule had not seen.';

create table membership_conditions (
  run_id text not null,
  kind text not null,
  path integer not null,
  position integer not null,
  feature text not null,
  bound text not null check (bound in ('atLeast', 'below')),
  cutoff double precision not null,
  words text not null,
  primary key (run_id, kind, path, position),
  foreign key (run_id, kind) references membership_rules on delete cascade
);
comment on table membership_conditions is 'One row per condition of a rule. All conditions of one path have to be met.';
comment on column membership_conditions.run_id is 'The run.';
comment on column membership_conditions.kind is 'enter or stay.';
comment on column membership_conditions.path is 'The way in, from 1: one is enough.';
comment on column membership_conditions.position is 'Order within the path, from 1.';
comment on column membership_conditions.feature is 'The feature it asks about.';
comment on column membership_conditions.bound is 'atLeast or below.';
comment on column membership_conditions.cutoff is 'The value of the feature at which the line is drawn.';
comment on column membership_conditions.words is 'The condition in words.';

create table customer_doors (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  standing text not null,
  meets_enter boolean not null,
  meets_stay boolean not null,
  orders_missing integer,
  money_missing double precision,
  pieces_missing integer,
  products_missing integer,
  misses text not null,
  usual_money double precision,
  by_on date,
  usual_orders double precision not null,
  days_left integer,
  leaves_on date,
  sentence text not null,
  primary key (run_id, customer_id)
);
comment on table customer_doors is 'One row per customer: the distance to the door of the Insiders.';
comment on column customer_doors.run_id is 'The run.';
comment on column customer_doors.customer_id is 'The customer.';
comment on column customer_doors.standing is 'Insiders: stays, leaving soon (30 days or less), out by the rule. Others: in by the rule, near (gets in by ordering on as before), far, no way in.';
comment on column customer_doors.meets_enter is 'Whether the rule to enter is met.';
comment on column customer_doors.meets_stay is 'Whether the rule to stay is met.';
comment on column customer_doors.orders_missing is 'Orders that are missing to enter; empty where nothing is, or no order would do.';
comment on column customer_doors.money_missing is 'Money that has to be in these orders; 0 where any will do.';
comment on column customer_doors.pieces_missing is 'Pieces that have to be in these orders; 0 where any will do.';
comment on column customer_doors.products_missing is 'Products never bought before that have to be in these orders; 0 where any will do.';
comment on column customer_doors.misses is 'What of the rule to enter is not met, on the way in of which least is missing; empty text where it is met.';
comment on column customer_doors.usual_money is 'What so many orders of this customer usually come to, at least the money that is missing.';
comment on column customer_doors.by_on is 'The day by which to place them.';
comment on column customer_doors.usual_orders is 'Orders that this customer usually places until then.';
comment on column customer_doors.days_left is 'Days until an Insider is out who orders nothing more; 0: already. Empty for others, and where that cannot be told.';
comment on column customer_doors.leaves_on is 'The day on which that would be.';
comment on column customer_doors.sentence is 'All of it in one sentence.';

create table customer_stability (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  resamples integer not null,
  times_member integer not null,
  certainty text not null,
  primary key (run_id, customer_id)
);
comment on table customer_stability is 'One row per customer: how sure it is whether they are an Insider.';
comment on column customer_stability.run_id is 'The run.';
comment on column customer_stability.customer_id is 'The customer.';
comment on column customer_stability.resamples is 'How often the segmentation was made anew, each time from other customers drawn from the same.';
comment on column customer_stability.times_member is 'How often the customer was an Insider then.';
comment on column customer_stability.certainty is 'certain member (in 95 % of the resamples and more), likely member (75 %), borderline, likely no member (25 % and less), certain no member (5 % and less).';

create table insiders_stability (
  run_id text primary key references runs on delete cascade,
  resamples integer not null,
  drawn integer not null,
  jaccard double precision not null,
  median_times integer not null,
  certain_members bigint not null,
  without_segments integer not null
);
comment on table insiders_stability is 'One row per run: how sure the Insiders are as a group.';
comment on column insiders_stability.run_id is 'The run.';
comment on column insiders_stability.resamples is 'How often the segmentation was made anew.';
comment on column insiders_stability.drawn is 'Customers drawn each time; fewer than there are for models that take long, which makes them look less sure.';
comment on column insiders_stability.jaccard is 'Mean of the Insiders in common over the Insiders of either, 0 to 1: from 0.75 on the group is stable (Hennig 2007).';
comment on column insiders_stability.median_times is 'In how many resamples the median Insider is an Insider.';
comment on column insiders_stability.certain_members is 'Insiders who are so in 95 % of the resamples and more.';
comment on column insiders_stability.without_segments is 'Resamples in which no segments were found.';

create table customer_rfm (
  run_id text not null references runs on delete cascade,
  customer_id text not null,
  recency_score integer not null,
  frequency_score integer not null,
  money_score integer not null,
  code_of_five text not null,
  group_of_five text not null,
  code_of_three text not null,
  group_of_three text not null,
  primary key (run_id, customer_id)
);
comment on table customer_rfm is 'One row per customer: scores of recency, frequency and money, and the groups they are known by.';
comment on column customer_rfm.run_id is 'The run.';
comment on column customer_rfm.customer_id is 'The customer.';
comment on column customer_rfm.recency_score is '1 to 5, 5 for those who ordered last. Equal values have equal scores.';
comment on column customer_rfm.frequency_score is '1 to 5, 5 for most orders.';
comment on column customer_rfm.money_score is '1 to 5, 5 for most revenue.';
comment on column customer_rfm.code_of_five is 'The three scores in a row.';
comment on column customer_rfm.group_of_five is 'The group of the 125 codes that shop platforms use.';
comment on column customer_rfm.code_of_three is 'The same with scores of 1 to 3.';
comment on column customer_rfm.group_of_three is 'The group of the 27 codes that Klaviyo uses.';

create table rfm_cutoffs (
  run_id text not null references runs on delete cascade,
  bands integer not null,
  feature text not null,
  score integer not null,
  lowest double precision,
  highest double precision,
  customers bigint not null,
  primary key (run_id, bands, feature, score)
);
comment on table rfm_cutoffs is 'One row per score: which values have it.';
comment on column rfm_cutoffs.run_id is 'The run.';
comment on column rfm_cutoffs.bands is 'Scores go from 1 to 5, or from 1 to 3.';
comment on column rfm_cutoffs.feature is 'recency_days, invoices or gross_revenue.';
comment on column rfm_cutoffs.score is 'The score; the highest is the best.';
comment on column rfm_cutoffs.lowest is 'Lowest value with this score; empty where nobody has it.';
comment on column rfm_cutoffs.highest is 'Highest value with this score.';
comment on column rfm_cutoffs.customers is 'Customers with this score.';

create table rfm_groups (
  run_id text not null references runs on delete cascade,
  bands integer not null,
  position integer not null,
  group_name text not null,
  codes text not null,
  customers bigint not null,
  customer_share double precision not null,
  revenue double precision not null,
  revenue_share double precision not null,
  primary key (run_id, bands, position)
);
comment on table rfm_groups is 'One row per group of scores of recency, frequency and money.';
comment on column rfm_groups.run_id is 'The run.';
comment on column rfm_groups.bands is '5: the 125 codes of shop platforms; 3: the 27 codes of Klaviyo.';
comment on column rfm_groups.position is 'Order of the groups, from 1.';
comment on column rfm_groups.group_name is 'What the group is called.';
comment on column rfm_groups.codes is 'Its codes: scores of recency, frequency and money.';
comment on column rfm_groups.customers is 'How many customers.';
comment on column rfm_groups.customer_share is 'Their share of all customers, 0 to 1.';
comment on column rfm_groups.revenue is 'What they spent, returns not taken off.';
comment on column rfm_groups.revenue_share is 'Their share of all revenue, 0 to 1.';

create table segment_sales (
  run_id text not null,
  segment_id integer not null,
  orders bigint not null,
  order_share double precision not null,
  pieces numeric,
  piece_share double precision,
  products bigint,
  product_share double precision,
  primary key (run_id, segment_id),
  foreign key (run_id, segment_id) references segments on delete cascade
);
comment on table segment_sales is 'One row per segment: what its customers bought.';
comment on column segment_sales.run_id is 'The run.';
comment on column segment_sales.segment_id is 'The segment.';
comment on column segment_sales.orders is 'Their orders.';
comment on column segment_sales.order_share is 'Their share of all orders, 0 to 1.';
comment on column segment_sales.pieces is 'Pieces they bought; empty where the orders have no quantities.';
comment on column segment_sales.piece_share is 'Their share of all pieces, 0 to 1.';
comment on column segment_sales.products is 'Different products they bought; empty where the orders have no products.';
comment on column segment_sales.product_share is 'Of all products sold, the share that they bought any of, 0 to 1.';

create table segment_actions (
  run_id text not null,
  segment_id integer not null,
  position integer not null,
  action text not null,
  reason text not null,
  measure text not null,
  primary key (run_id, segment_id, position),
  foreign key (run_id, segment_id) references segments on delete cascade
);
comment on table segment_actions is 'One row per thing to do about a segment, chosen by the segment''s own figures.';
comment on column segment_actions.run_id is 'The run.';
comment on column segment_actions.segment_id is 'The segment.';
comment on column segment_actions.position is 'From 1, the most pressing first.';
comment on column segment_actions.action is 'What to do.';
comment on column segment_actions.reason is 'The figures that ask for it; medians unless they say otherwise.';
comment on column segment_actions.measure is 'What to watch to know whether it worked.';

create table hypotheses (
  run_id text not null references runs on delete cascade,
  position integer not null,
  hypothesis text not null,
  statement text not null,
  unit text,
  insiders double precision,
  base double precision,
  effect double precision,
  effect_unit text,
  effect_low double precision,
  effect_high double precision,
  threshold double precision,
  direction text,
  verdict text not null,
  sentence text not null,
  primary key (run_id, position)
);
comment on table hypotheses is 'One row per belief about the Insiders, put to the test.';
comment on column hypotheses.run_id is 'The run.';
comment on column hypotheses.position is 'Order, from 1.';
comment on column hypotheses.hypothesis is 'A short name.';
comment on column hypotheses.statement is 'The belief.';
comment on column hypotheses.unit is 'Of the two figures: share (0 to 1), money, pieces, money per piece, money per day.';
comment on column hypotheses.insiders is 'The figure of the Insiders.';
comment on column hypotheses.base is 'The figure it is compared with; empty where there is none but the threshold.';
comment on column hypotheses.effect is 'The figure that the belief is about.';
comment on column hypotheses.effect_unit is 'share (0 to 1), excess (0.1 is 10 % more than the base) or pieces.';
comment on column hypotheses.effect_low is 'Low end of the effect''s 95 % interval, from resamples of the customers.';
comment on column hypotheses.effect_high is 'High end of that interval.';
comment on column hypotheses.threshold is 'Where the effect has to be above or below.';
comment on column hypotheses.direction is 'above or below.';
comment on column hypotheses.verdict is 'holds, does not hold, not certain (the interval is on both sides), or cannot be told.';
comment on column hypotheses.sentence is 'What came out, with its figures; or why nothing did.';
