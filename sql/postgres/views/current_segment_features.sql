-- Grain: as segment_features, for the newest published run of each dataset.
create view current_segment_features as
select current_runs.dataset, segment_features.*
from segment_features
join current_runs using (run_id);

comment on view current_segment_features is 'One row per segment and feature, beside the same figure for all customers.';
