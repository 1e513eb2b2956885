-- One row per run, published or not: what the view of every panel begins with.
create view known_runs as
select runs.run_id, runs.dataset, current_runs.run_id is not null as is_current
from runs
left join current_runs using (run_id);

comment on view known_runs is 'One row per run, with its dataset.';
comment on column known_runs.is_current is 'Whether this is the newest published run of its dataset.';
