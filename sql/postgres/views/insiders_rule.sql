-- One row per run and rule in words: to become an Insider, and to stay one.
create view insiders_rule as
select
  run_id,
  dataset,
  is_current,
  kind,
  kind = 'enter' as is_enter,
  case kind when 'enter' then 'To become one' else 'To stay one' end as title,
  sentence,
  members,
  kept,
  let_in,
  recall_share,
  precision_share,
  fidelity,
  drawn_on,
  gap_days,
  gaps,
  times,
  near_before,
  entered_since
from membership_rules
join known_runs using (run_id);

comment on view insiders_rule is 'One row per rule in words: to become an Insider, and to stay one.';
comment on column insiders_rule.is_enter is 'Whether it is the rule to enter.';
comment on column insiders_rule.title is 'What the rule is for.';
