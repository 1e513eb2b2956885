-- One row per run, comparison and product that changed much, and one for all others.
create view revenue_by_product as
select
  run_id,
  dataset,
  is_current,
  revenue_changes.position as compared_position,
  case comparison
    when 'before' then 'with ' || (before_to - before_from + 1) || ' days before'
    when 'year' then 'with 52 weeks ago'
    else 'with the run before'
  end as compared,
  parts.position,
  coalesce(stock_code, 'all others') as product,
  description,
  parts.customers_before,
  parts.customers_now,
  parts.orders_before,
  parts.orders_now,
  parts.revenue_before,
  parts.revenue_now,
  parts.change,
  parts.by_customers,
  parts.by_mix,
  parts.by_frequency,
  parts.by_value
from revenue_change_products as parts
join revenue_changes using (run_id, comparison)
join known_runs using (run_id);

comment on view revenue_by_product is 'One row per comparison and product, those that changed most, and one of all others.';
comment on column revenue_by_product.compared_position is 'The order the comparisons are read in, from 1.';
comment on column revenue_by_product.compared is 'What is compared with, in words.';
comment on column revenue_by_product.product is 'The product.';
comment on column revenue_by_product.by_mix is 'All of the change where it was sold in one of the stretches only; else 0.';
