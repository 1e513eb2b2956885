-- Grain: as leaderboard, for the newest published run of each dataset.
create view current_leaderboard as
select current_runs.dataset, leaderboard.*
from leaderboard
join current_runs using (run_id);

comment on view current_leaderboard is 'One row per candidate: a space, a model and a number of groups.';
