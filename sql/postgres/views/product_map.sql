-- One row per run and product, the two hundred that brought most.
create view product_map as
select
  mapped_products.run_id,
  known_runs.dataset,
  is_current,
  position,
  stock_code,
  coalesce(description, stock_code) as product,
  mapped_products.customers,
  again_share,
  orders,
  mapped_products.revenue,
  insiders_share,
  all_insiders_share,
  is_labelled,
  told
from mapped_products
join known_runs on known_runs.run_id = mapped_products.run_id
left join told_pictures on told_pictures.run_id = mapped_products.run_id and topic = 'product_map';

comment on view product_map is 'One row per product, the two hundred that brought most: how many buy it, how much of it the Insiders buy.';
comment on column product_map.product is 'Its name, or its code where the files have no name.';
