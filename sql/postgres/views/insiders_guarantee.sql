-- One row per run and length of time that was measured, the longest first by is_longest.
create view insiders_guarantee as
select
  run_id,
  dataset,
  is_current,
  months,
  elected_on,
  measured_until,
  members,
  guarantees.rest,
  still_members,
  window_revenue,
  shares.insiders as revenue_share,
  shares.insiders_low as revenue_share_low,
  shares.insiders_high as revenue_share_high,
  bought.insiders as bought_again,
  bought.rest as rest_bought_again,
  beats,
  beats_low,
  beats_high,
  months = max(months) over (partition by run_id) as is_longest
from guarantees
join guarantee_measures as shares using (run_id, months)
join guarantee_measures as bought using (run_id, months)
join known_runs using (run_id)
where shares.measure = 'revenueShare' and bought.measure = 'boughtAgain';

comment on view insiders_guarantee is 'One row per length of time: those elected on the past only, and what came of them.';
comment on column insiders_guarantee.revenue_share is 'Share of the revenue of these months, of all customers, that those elected brought, 0 to 1.';
comment on column insiders_guarantee.revenue_share_low is 'Lower end of its bootstrap interval.';
comment on column insiders_guarantee.revenue_share_high is 'Upper end of its bootstrap interval.';
comment on column insiders_guarantee.bought_again is 'Share of those elected who bought in these months, 0 to 1.';
comment on column insiders_guarantee.rest_bought_again is 'The same of everybody else who was known.';
comment on column insiders_guarantee.is_longest is 'Whether it is the longest that could be measured.';
