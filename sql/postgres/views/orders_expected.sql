-- One row per run and customer with a date for the next order.
create view orders_expected as
select
  run_id,
  known_runs.dataset,
  is_current,
  customer_id,
  coalesce(segments.name, 'none') as segment,
  coalesce(segments.segment_id, 0) as segment_id,
  coalesce(segments.is_insiders, false) as is_insiders,
  customers.country,
  customers.gross_revenue,
  customers.last_ordered_at::date as last_ordered_on,
  next_orders.expected_on,
  next_orders.earliest_on,
  next_orders.latest_on,
  next_orders.alive,
  next_orders.gap_days,
  next_orders.is_regular,
  case when next_orders.is_regular then 'like clockwork' else '' end as rhythm,
  order_rhythms.k,
  order_rhythms.regular,
  order_rhythms.dated
from next_orders
join known_runs using (run_id)
join order_rhythms using (run_id)
left join customers using (run_id, customer_id)
left join segments using (run_id, segment_id);

comment on view orders_expected is 'One row per customer who may well not have left: when the next order is to be expected.';
comment on column orders_expected.segment is 'The customer''s segment; none where the customer is in no segment.';
comment on column orders_expected.last_ordered_on is 'The day of the last purchase.';
comment on column orders_expected.rhythm is 'like clockwork: gaps too even for chance, scattering by half of their length at most.';
