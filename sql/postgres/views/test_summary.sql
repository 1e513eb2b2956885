-- One row per run whose Insiders can be put to a test.
create view test_summary as
with arms as (
  select
    run_id,
    count(*) filter (where arm = 'campaign') as campaign_customers,
    count(*) filter (where arm = 'holdout') as holdout_customers
  from experiment_arms
  group by run_id
),

plans as (
  select
    run_id,
    max(lift) as lift,
    min(detectable_lift) as least_lift,
    min(days) filter (where is_provable) as provable_days,
    min(ends_on) filter (where is_provable) as provable_on
  from experiment_plan
  group by run_id
)

select
  run_id,
  known_runs.dataset,
  is_current,
  campaign_customers,
  holdout_customers,
  lift,
  least_lift,
  provable_days,
  provable_on,
  case
    when provable_days is null then 'too small a group to prove'
    else 'a group large enough to prove'
  end as verdict
from plans
join arms using (run_id)
join known_runs using (run_id);

comment on view test_summary is 'One row per run: how the Insiders are split for a test, and whether the hoped-for lift can be proven.';
comment on column test_summary.campaign_customers is 'Insiders who get the campaign.';
comment on column test_summary.holdout_customers is 'Insiders who are held out.';
comment on column test_summary.lift is 'The lift that the rules hope for.';
comment on column test_summary.least_lift is 'The smallest lift that any of the tests finds.';
comment on column test_summary.provable_days is 'The shortest test that can prove the hoped-for lift; empty where none can.';
comment on column test_summary.provable_on is 'When that test ends.';
comment on column test_summary.verdict is 'Whether the group is large enough, in words.';
