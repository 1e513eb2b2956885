-- One row per run and belief about the Insiders.
create view hypotheses_tested as
select
  run_id,
  dataset,
  is_current,
  position,
  hypothesis,
  statement,
  verdict,
  sentence,
  unit,
  insiders,
  base,
  effect,
  effect_low,
  effect_high,
  count(*) filter (where verdict = 'holds') over (partition by run_id) as holding,
  count(*) over (partition by run_id) as tested
from hypotheses
join known_runs using (run_id);

comment on view hypotheses_tested is 'One row per belief about the Insiders, put to the test.';
comment on column hypotheses_tested.holding is 'How many of the beliefs hold.';
comment on column hypotheses_tested.tested is 'How many beliefs there are.';
