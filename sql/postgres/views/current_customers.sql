-- Grain: as customers, for the newest published run of each dataset.
create view current_customers as
select current_runs.dataset, customers.*
from customers
join current_runs using (run_id);

comment on view current_customers is 'One row per customer: every feature, the segment, and the place on the map.';
