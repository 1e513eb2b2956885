-- One row per dataset: its newest published run.
create view current_runs as
select distinct on (dataset) *
from runs
where published_at is not null
order by dataset, publication desc nulls last, published_at desc, run_id;

comment on view current_runs is 'The newest published run of each dataset. A run that failed or is not complete is never here.';
