-- One row per run and customer: who they are, what they did, where they belong.
create view customers_list as
select
  run_id,
  dataset,
  is_current,
  customer_id,
  segment_id,
  coalesce(segments.name, 'No segment') as segment,
  is_insider as is_insiders,
  country,
  gross_revenue,
  customers.invoices,
  avg_order_value,
  products,
  returns_ratio,
  last_ordered_at::date as last_ordered_on,
  recency_days,
  is_extreme,
  customer_doors.standing as door,
  customer_rfm.group_of_five as rfm_group
from customers
join known_runs using (run_id)
left join segments using (run_id, segment_id)
left join customer_doors using (run_id, customer_id)
left join customer_rfm using (run_id, customer_id);

comment on view customers_list is 'One row per customer: what they bought and the segment they belong to.';
comment on column customers_list.segment is 'The name of the segment.';
comment on column customers_list.is_insiders is 'Whether the customer is one of the Insiders.';
comment on column customers_list.last_ordered_on is 'The day of the last purchase.';
comment on column customers_list.door is 'How close the customer is to being an Insider: stays, leaving soon, near, far, no way in.';
comment on column customers_list.rfm_group is 'The group of the 125 codes of recency, frequency and money.';
