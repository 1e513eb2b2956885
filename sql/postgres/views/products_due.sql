-- One row per run, customer and product to be offered to them again.
create view products_due as
select
  run_id,
  known_runs.dataset,
  is_current,
  due_products.position,
  customer_id,
  coalesce(segments.name, 'none') as segment,
  coalesce(segments.segment_id, 0) as segment_id,
  coalesce(segments.is_insiders, false) as is_insiders,
  customers.country,
  due_products.stock_code,
  coalesce(due_products.description, due_products.stock_code) as product,
  due_products.times,
  due_products.last_on,
  due_products.gap_days,
  due_products.due_on,
  due_products.window_days,
  due_tests.bought::double precision / nullif(due_tests.offered, 0) as hit_share,
  case due_products.way
    when 'due' then 'when it is due'
    when 'rate' then 'how often they buy it'
    when 'own' then 'what they buy most'
    else 'what everybody buys'
  end as way
from due_products
join known_runs using (run_id)
left join due_tests using (run_id, way)
left join customers using (run_id, customer_id)
left join segments using (run_id, segment_id);

comment on view products_due is 'One row per customer and product to be offered to them again, the most promising first.';
comment on column products_due.segment is 'The customer''s segment; none where the customer is in no segment.';
comment on column products_due.product is 'The product in words, or else its code.';
comment on column products_due.hit_share is 'Of such products offered in the weeks held out, the share that was bought in them, 0 to 1.';
comment on column products_due.way is 'By what it is offered: the way that was worth most in the weeks held out.';
