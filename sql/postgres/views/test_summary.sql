-- One row per run whose Insiders can be put to a test. Tests are of revenue: the lift of the rules is one of revenue.
create view test_summary as
with arms as (
  select
    run_id,
    count(*) filter (where arm = 'campaign') as campaign_customers,
    count(*) filter (where arm = 'holdout') as holdout_customers
  from experiment_arms
  group by run_id
),

revenue_tests as (
  select
    *,
    row_number() over (partition by run_id order by detectable_lift nulls last, position) = 1 as is_sharpest,
    row_number() over (partition by run_id order by is_provable desc, days, detectable_lift, position) = 1 as is_first
  from experiment_plan
  where measure like 'revenue%'
)

select
  run_id,
  known_runs.dataset,
  is_current,
  campaign_customers,
  holdout_customers,
  sharpest.lift,
  sharpest.detectable_lift as least_lift,
  sharpest.days as least_days,
  sharpest.measure as least_measure,
  case when first.is_provable then first.days end as provable_days,
  case when first.is_provable then first.measure end as provable_measure,
  case when first.is_provable then first.ends_on end as provable_on,
  case
    when first.is_provable then 'a group large enough to prove'
    else 'too small a group to prove'
  end as verdict,
  sharpest.detectable_lift is not null as is_told
from revenue_tests as sharpest
join revenue_tests as first using (run_id)
join arms using (run_id)
join known_runs using (run_id)
where sharpest.is_sharpest and first.is_first;

comment on view test_summary is 'One row per run: how the Insiders are split for a test, and whether the hoped-for lift of revenue can be proven.';
comment on column test_summary.campaign_customers is 'Insiders who get the campaign.';
comment on column test_summary.holdout_customers is 'Insiders who are held out.';
comment on column test_summary.lift is 'The lift of revenue that the rules hope for.';
comment on column test_summary.least_lift is 'The smallest lift that any of the tests of revenue finds.';
comment on column test_summary.least_days is 'How long that test lasts.';
comment on column test_summary.least_measure is 'What it measures.';
comment on column test_summary.provable_days is 'The shortest test of revenue that can prove the hoped-for lift; empty where none can.';
comment on column test_summary.provable_measure is 'What it measures.';
comment on column test_summary.provable_on is 'When that test ends.';
comment on column test_summary.verdict is 'Whether the group is large enough, in words.';
comment on column test_summary.is_told is 'Whether any test of revenue finds any lift.';
