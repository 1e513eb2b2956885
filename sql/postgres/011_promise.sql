-- Whether the promise held that the Insiders go on to be the best; and the rule is now the membership itself.

create table promises (
  run_id text primary key references runs on delete cascade,
  verdict text not null check (verdict in ('held', 'not proven', 'did not hold')),
  reason text not null,
  horizon_days integer not null,
  elections integer not null,
  captured double precision,
  by_revenue double precision,
  by_last_year double precision,
  by_chance double precision,
  best_possible double precision,
  next_share double precision,
  next_low double precision,
  next_high double precision,
  interval_share double precision not null
);
comment on table promises is 'One row per run: whether those elected in the past went on to be the best.';
comment on column promises.run_id is 'The run.';
comment on column promises.verdict is 'held, not proven, or did not hold.';
comment on column promises.reason is 'Why, in one or two sentences.';
comment on column promises.horizon_days is 'Days that are measured after an election; 0 where nobody is elected.';
comment on column promises.elections is 'Elections of the past that the verdict rests on, a month apart.';
comment on column promises.captured is 'Mean share that the elected brought of what the customers known then spent in these days, 0 to 1.';
comment on column promises.by_revenue is 'The same of as many who had spent most by then.';
comment on column promises.by_last_year is 'The same of as many who had spent most within the 365 days before.';
comment on column promises.by_chance is 'The same of as many drawn by lot.';
comment on column promises.best_possible is 'The most that as many could bring.';
comment on column promises.next_share is 'Share that those elected now are to be expected to bring of what today''s customers spend in the next so many days, 0 to 1.';
comment on column promises.next_low is 'Lower end of its interval, over customers and periods.';
comment on column promises.next_high is 'Upper end of its interval, over customers and periods.';
comment on column promises.interval_share is 'Share of outcomes that the interval is to hold, 0 to 1.';

create table past_elections (
  run_id text not null references runs on delete cascade,
  elected_on date not null,
  measured_until date not null,
  history_days integer not null,
  customers bigint not null,
  members bigint not null,
  gaps double precision not null,
  times double precision not null,
  captured double precision not null,
  by_revenue double precision not null,
  by_last_year double precision not null,
  by_chance double precision not null,
  best_possible double precision not null,
  primary key (run_id, elected_on)
);
comment on table past_elections is 'One row per election of the past, which knew nothing of what came later.';
comment on column past_elections.run_id is 'The run.';
comment on column past_elections.elected_on is 'The last day that it knew.';
comment on column past_elections.measured_until is 'The last day that is measured.';
comment on column past_elections.history_days is 'Days of orders that it knew.';
comment on column past_elections.customers is 'Customers known then.';
comment on column past_elections.members is 'Customers elected: as large a share as today.';
comment on column past_elections.gaps is 'After how many of the shop''s usual gaps between orders one was late.';
comment on column past_elections.times is 'How many times as much the late had to have spent.';
comment on column past_elections.captured is 'Share that the elected brought of what the customers known then spent in the days measured, 0 to 1.';
comment on column past_elections.by_revenue is 'The same of as many who had spent most by then.';
comment on column past_elections.by_last_year is 'The same of as many who had spent most within the 365 days before.';
comment on column past_elections.by_chance is 'The same of as many drawn by lot.';
comment on column past_elections.best_possible is 'The most that as many could bring.';

alter table membership_rules
  add column drawn_on date,
  add column gap_days double precision,
  add column gaps double precision,
  add column times double precision,
  add column near_before bigint,
  add column entered_since bigint;
comment on column membership_rules.drawn_on is 'The last day that was known when the rule was drawn; it stands for the days that are given to come in.';
comment on column membership_rules.gap_days is 'The shop''s usual gap between days with an order: that of the middle customer who came back, in days.';
comment on column membership_rules.gaps is 'After how many usual gaps one is late.';
comment on column membership_rules.times is 'How many times as much the late have to have spent, and whoever ordered once.';
comment on column membership_rules.near_before is 'Customers who were near the door as many days ago as are given to come in; empty where nobody was, or the orders are too short.';
comment on column membership_rules.entered_since is 'Of those, customers who got in since, by the rule of that day.';

comment on column membership_rules.kind is 'enter or stay. To stay takes less than to enter: four fifths of the money, two fifths more days since the last order.';
comment on column membership_rules.recall_share is 'kept / members, 0 to 1: below 1 where members stay who could not enter.';
comment on column membership_rules.fidelity is 'Share of the customers on whom rule and membership agree, 0 to 1: to enter, 1 but for those who stay.';
comment on column membership_rules.held_out_precision is 'Empty: the rule is the membership. Of runs before version 6: on customers whom the rule had not seen.';
comment on column membership_rules.held_out_recall is 'Empty: the rule is the membership. Of runs before version 6: on customers whom the rule had not seen.';
comment on column membership_rules.held_out_fidelity is 'Empty: the rule is the membership. Of runs before version 6: on customers whom the rule had not seen.';
comment on column customer_doors.standing is 'Insiders: stays, leaving soon (late already, and out within a month). Others: near (to be expected in), far, no way in.';
comment on column customer_doors.usual_orders is 'Orders to be expected in the days that are given to enter.';
comment on column customer_stability.resamples is 'How often the orders were dealt again, each time every day with orders as often as chance has it.';
comment on column customer_stability.times_member is 'How often the rule drawn from them let the customer in.';
comment on column insiders_stability.resamples is 'How often the orders were dealt again.';
comment on column insiders_stability.drawn is 'Customers whose orders were dealt.';
comment on column insiders_stability.without_segments is 'Resamples in which nobody could be elected; of runs before version 6, in which no segments were found.';
comment on column runs.insiders_segment_id is 'The segment of the Insiders; empty where nobody is elected.';
comment on column runs.insiders_reason is 'How they were elected, or why nobody was.';
comment on column segments.stability is 'Mean Jaccard overlap with what resamples found, 0 to 1; stable from 0.75. Of the Insiders, of orders dealt again.';
comment on column leaderboard.top_share is 'Share of the customers in the group with the highest revenue per customer, 0 to 1: as many would be elected.';
