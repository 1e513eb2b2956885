-- One row per run and election of the past.
create view past_elections_measured as
select
  run_id,
  dataset,
  is_current,
  elected_on,
  measured_until,
  history_days,
  customers,
  members,
  gaps,
  times,
  captured,
  by_revenue,
  by_last_year,
  by_model,
  by_chance,
  best_possible,
  captured / nullif(by_revenue, 0) as against_revenue
from past_elections
join known_runs using (run_id);

comment on view past_elections_measured is 'One row per election of the past, which knew nothing of what came later.';
comment on column past_elections_measured.against_revenue is 'captured / by_revenue: from 1 on the elected brought at least as much as those who had spent most.';
