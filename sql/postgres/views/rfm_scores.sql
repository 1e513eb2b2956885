-- One row per run and score: which values have it.
create view rfm_scores as
select
  run_id,
  dataset,
  is_current,
  bands,
  feature,
  features.title,
  features.unit,
  score,
  lowest,
  highest,
  rfm_cutoffs.customers
from rfm_cutoffs
join features using (run_id, feature)
join known_runs using (run_id);

comment on view rfm_scores is 'One row per score: which values have it.';
