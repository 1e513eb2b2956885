-- One row per run and product of which something came back.
create view products_returned as
select
  run_id,
  dataset,
  is_current,
  position,
  stock_code,
  description,
  customers,
  invoices,
  returned_items,
  returned_value,
  sold_value,
  share_of_sales,
  pattern
from returned_products
join known_runs using (run_id);

comment on view products_returned is 'One row per product of which something came back, the two hundred with most money.';
