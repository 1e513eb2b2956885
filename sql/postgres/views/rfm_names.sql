-- One row per run and group of scores of recency, frequency and money.
create view rfm_names as
select
  run_id,
  dataset,
  is_current,
  bands,
  case bands when 5 then '125 codes' else '27 codes (Klaviyo)' end as system,
  position,
  group_name,
  codes,
  customers,
  customer_share,
  revenue,
  revenue_share
from rfm_groups
join known_runs using (run_id);

comment on view rfm_names is 'One row per group of scores of recency, frequency and money.';
comment on column rfm_names.system is 'Whose groups these are.';
