-- One row per run and product that many began with.
create view first_purchases as
select
  first_products.run_id,
  dataset,
  is_current,
  first_products.position,
  first_products.stock_code,
  coalesce(first_products.description, first_products.stock_code) as product,
  first_products.customers,
  first_products.came_again,
  first_products.others_came_again,
  first_products.shrunk,
  first_products.low,
  first_products.high,
  first_products.p_value,
  case first_products.verdict
    when 'more' then 'goes with a second order'
    when 'less' then 'fewer come again'
    else 'as usual'
  end as verdict,
  first_products.verdict = 'more' as goes_with,
  first_products.horizon_days,
  second.median_days as second_median_days,
  second.lower_quartile_days as second_lower_days,
  second.upper_quartile_days as second_upper_days,
  third.median_days as third_median_days
from first_products
join known_runs on known_runs.run_id = first_products.run_id
left join order_gaps as second on second.run_id = first_products.run_id and second.step = 1
left join order_gaps as third on third.run_id = first_products.run_id and third.step = 2;

comment on view first_purchases is 'One row per product that many began with: those that go with a second order first, two hundred at most.';
comment on column first_purchases.product is 'The product in words, or else its code.';
comment on column first_purchases.verdict is 'Whether a second order goes with it more often than with others, or less; as usual where that cannot be told from chance.';
comment on column first_purchases.goes_with is 'Whether a second order goes with it more often.';
comment on column first_purchases.second_median_days is 'Days after which half of all customers have ordered a second time; empty where half never have.';
comment on column first_purchases.second_lower_days is 'Days after which a quarter of all customers have.';
comment on column first_purchases.second_upper_days is 'Days after which three quarters of all customers have.';
comment on column first_purchases.third_median_days is 'Days from the second order after which half of those who made it have ordered a third time.';
