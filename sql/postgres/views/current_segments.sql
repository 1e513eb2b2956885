-- Grain: as segments, for the newest published run of each dataset.
create view current_segments as
select current_runs.dataset, segments.*
from segments
join current_runs using (run_id);

comment on view current_segments is 'One row per segment: customers who are alike.';
