-- One row per run and country of customers.
create view countries_sold as
select
  run_id,
  dataset,
  is_current,
  position,
  country,
  country_sales.customers,
  country_sales.revenue,
  revenue_share,
  insiders,
  insiders_revenue_share,
  position = 1 as is_first
from country_sales
join known_runs using (run_id);

comment on view countries_sold is 'One row per country of customers: what they and the Insiders among them bring.';
comment on column countries_sold.is_first is 'Whether this country brings most.';
