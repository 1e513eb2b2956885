-- One row per run and customer who brought something back.
create view customers_returning as
select
  run_id,
  known_runs.dataset,
  is_current,
  position,
  customer_id,
  coalesce(segments.name, 'none') as segment,
  coalesce(segments.segment_id, 0) as segment_id,
  coalesce(segments.is_insiders, false) as is_insiders,
  returning_customers.returned_invoices,
  returning_customers.returned_value,
  returning_customers.invoices,
  bought_value,
  share_of_purchases,
  pattern
from returning_customers
join known_runs using (run_id)
left join customers using (run_id, customer_id)
left join segments using (run_id, segment_id);

comment on view customers_returning is 'One row per customer who brought something back, the two hundred with most money.';
comment on column customers_returning.segment is 'The customer''s segment; none where the customer is in no segment.';
