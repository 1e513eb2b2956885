-- Grain: as uploads, for the newest published run of each dataset.
create view current_uploads as
select current_runs.dataset, uploads.*
from uploads
join current_runs using (run_id);

comment on view current_uploads is 'One row per file of orders that the run has read.';
