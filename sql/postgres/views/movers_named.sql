-- One row per run and customer who changed segments.
create view movers_named as
select
  run_id,
  dataset,
  is_current,
  position,
  customer_id,
  case kind
    when 'entered' then 'became an Insider'
    when 'left' then 'ceased to be an Insider'
    else 'moved'
  end as what,
  from_segment,
  to_segment,
  reason,
  money
from movers
join known_runs using (run_id);

comment on view movers_named is 'One row per customer who changed segments since the previous run, those who entered or left the Insiders first.';
comment on column movers_named.what is 'What happened, in words.';
