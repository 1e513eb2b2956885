-- One row per run and customer with a place on the map. Whoever draws only the first rows by `sample_order` has a
-- random sample that is the same every time, and the Insiders in it (2,500 of them at most).
create view customers_map as
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
  recency_days,
  last_ordered_at::date as last_ordered_on,
  map_x,
  map_y,
  sample_order
from customers
join known_runs using (run_id)
left join segments using (run_id, segment_id)
where sample_order is not null;

comment on view customers_map is 'One row per customer: the place on the map and what to say there.';
comment on column customers_map.customer_id is 'The customer as the shop knows them.';
comment on column customers_map.segment_id is 'The segment; 0 where the customer belongs to none.';
comment on column customers_map.segment is 'The name of the segment.';
comment on column customers_map.is_insiders is 'Whether the customer is one of the Insiders.';
comment on column customers_map.country is 'The country most of the orders come from.';
comment on column customers_map.gross_revenue is 'Sum of the purchases, returns not taken off.';
comment on column customers_map.invoices is 'Orders.';
comment on column customers_map.recency_days is 'Days from the last purchase to the as-of day.';
comment on column customers_map.last_ordered_on is 'The day of the last purchase.';
comment on column customers_map.map_x is 'Place on the map, across. Neighbours are alike; the scale means nothing.';
comment on column customers_map.map_y is 'Place on the map, up.';
comment on column customers_map.sample_order is 'From 1: the Insiders, then everybody in an order like chance. The first rows are a fair sample.';
