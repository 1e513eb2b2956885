-- At most one row per run: what membership caused, or what the rule marks.
create view membership_effect as
select
  run_id,
  dataset,
  is_current,
  method,
  is_treatment,
  case when is_treatment then 'what membership did' else 'what the rule marks' end as meaning,
  elected_on,
  measured_from,
  measured_until,
  days,
  effect,
  low,
  high,
  level,
  p_value,
  n_others,
  n_members,
  sentence
from membership_effects
join known_runs using (run_id);

comment on view membership_effect is 'At most one row per run: what membership did, or without a treatment what the rule marks.';
comment on column membership_effect.meaning is 'Whether it is an effect of membership or what the rule marks, in words.';
