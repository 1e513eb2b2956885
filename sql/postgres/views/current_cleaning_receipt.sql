-- Grain: as cleaning_receipt, for the newest published run of each dataset.
create view current_cleaning_receipt as
select current_runs.dataset, cleaning_receipt.*
from cleaning_receipt
join current_runs using (run_id);

comment on view current_cleaning_receipt is 'One row per cleaning rule, in the order in which they were applied, between what was read and what was kept.';
