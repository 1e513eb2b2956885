-- One row per run and panel that stays empty.
create view not_answered as
select run_id, dataset, is_current, topic, title, reason
from refusals
join known_runs using (run_id);

comment on view not_answered is 'One row per panel that stays empty because its answer cannot be given.';
