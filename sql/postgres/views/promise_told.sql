-- One row per run that was judged: whether the promise held that the Insiders go on to be the best.
create view promise_told as
select
  run_id,
  dataset,
  is_current,
  verdict,
  case verdict
    when 'held' then 'The promise held'
    when 'did not hold' then 'The promise did not hold'
    else 'The promise is not proven'
  end as told,
  reason,
  horizon_days,
  elections,
  captured,
  by_revenue,
  by_last_year,
  by_model,
  by_model_captured,
  by_model_elections,
  by_chance,
  best_possible,
  captured / nullif(best_possible, 0) as of_best_possible,
  next_share,
  next_low,
  next_high,
  interval_share
from promises
join known_runs using (run_id);

comment on view promise_told is 'One row per run: whether the promise held that the Insiders go on to be the best.';
comment on column promise_told.told is 'The verdict as the beginning of a sentence.';
comment on column promise_told.of_best_possible is 'captured / best_possible, 0 to 1.';
