-- One row per run, customer and horizon.
create view customers_forecast as
select
  run_id,
  dataset,
  is_current,
  customer_id,
  customers.segment_id,
  coalesce(segments.name, 'None') as segment,
  coalesce(segments.is_insiders, false) as is_insiders,
  customer_forecasts.months,
  customer_forecasts.probability_ordering,
  customer_forecasts.probability_alive,
  customer_forecasts.expected_orders,
  customer_forecasts.order_value,
  customer_forecasts.expected_revenue,
  customers.gross_revenue,
  customers.gross_revenue + customer_forecasts.expected_revenue::numeric as lifetime_revenue,
  customers.recency_days,
  -- Of every row that is shown, and not of every row: a window would read the whole run for the first rows.
  customer_forecasts.months = (
    select min(months) from customer_forecasts as horizons where horizons.run_id = customer_forecasts.run_id
  ) as is_nearest
from customer_forecasts
-- Each has its customer; so said, it need not be looked for where rows are only counted.
left join customers using (run_id, customer_id)
left join segments using (run_id, segment_id)
join known_runs using (run_id);

comment on view customers_forecast is 'One row per customer and horizon: what can be expected, adding up to the forecasts of the segments.';
comment on column customers_forecast.segment is 'The name of the segment.';
comment on column customers_forecast.is_insiders is 'Whether it was elected as the Insiders.';
comment on column customers_forecast.lifetime_revenue is 'What the customer has brought and is expected to bring in these months.';
comment on column customers_forecast.is_nearest is 'Whether it is the shortest horizon that could be forecast.';
