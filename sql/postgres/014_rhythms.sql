-- Each customer's own time between orders beside the shop's; what a model of buying would have elected; what candidates
-- were of use for.

alter table customer_doors
  add column own_gap_days double precision,
  add column due_on date,
  add column late_days integer;
comment on column customer_doors.own_gap_days is 'The customer''s own mean gap between days with an order, in days; empty with one such day.';
comment on column customer_doors.due_on is 'The day by which the next order keeps to that gap; empty without one.';
comment on column customer_doors.late_days is 'Days since then; 0 where the day is still to come, empty without a gap.';

alter table promises
  add column by_model double precision,
  add column by_model_captured double precision,
  add column by_model_elections integer;
comment on column promises.by_model is 'The same as captured, of as many with the highest revenue to be expected by BG/NBD and gamma-gamma, over the elections on whose days these held; empty where they never did.';
comment on column promises.by_model_captured is 'What the elected brought on those days alone.';
comment on column promises.by_model_elections is 'How many elections those are.';

alter table past_elections add column by_model double precision;
comment on column past_elections.by_model is 'The same of as many with the highest revenue to be expected by BG/NBD and gamma-gamma; empty where these did not hold, or were not fitted.';
comment on column past_elections.gaps is 'After how many of the shop''s usual gaps between orders one was late; with times 1, gone.';
comment on column past_elections.times is 'How many times as much the late had to have spent; 1 where past revenue alone elected.';
comment on column membership_rules.gaps is 'After how many usual gaps one is late; with times 1, gone.';
comment on column membership_rules.times is 'How many times as much the late have to have spent, and whoever ordered once; 1 where past revenue alone elects.';

alter table leaderboard add column use double precision;
comment on column leaderboard.use is 'Share of the differences in what customers went on to spend (by ranks) that lay between such segments, made of the customers as they were before; at most 1, about 0 where they told nothing. Known of candidates that could tie.';
comment on column leaderboard.outcome is 'chosen, lowerScore, tieToMoreUse or tieToFewerSegments; overridden where the rules name another; or the rule that ruled it out: segmentTooSmall, segmentTooLarge, tooManyInsiders, tooMuchNoise, otherNumberOfSegments.';
