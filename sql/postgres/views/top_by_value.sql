-- One row per run and customer: what they spent, Insider or not.
create view top_by_value as
select
  run_id,
  dataset,
  is_current,
  customer_id,
  segment,
  is_insiders,
  country,
  gross_revenue,
  invoices,
  avg_order_value,
  last_ordered_on,
  recency_days
from customers_list;

comment on view top_by_value is 'One row per customer: what they spent, and the segment they belong to.';
