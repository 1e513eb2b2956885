-- Grain: as rejects, for the newest published run of each dataset.
create view current_rejects as
select current_runs.dataset, rejects.*
from rejects
join current_runs using (run_id);

comment on view current_rejects is 'One row per line that could not be read: the first thousand of the run. All of them are in rejects.csv.';
