-- Grain: as features, for the newest published run of each dataset.
create view current_features as
select current_runs.dataset, features.*
from features
join current_runs using (run_id);

comment on view current_features is 'One row per feature: what it means and how it is distributed over the customers.';
