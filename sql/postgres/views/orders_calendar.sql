-- One row per run and day with an order, of the newest three calendar years.
create view orders_calendar as
select
  order_days.run_id,
  known_runs.dataset,
  is_current,
  day,
  orders,
  order_days.customers,
  order_days.revenue,
  told
from order_days
join known_runs on known_runs.run_id = order_days.run_id
left join told_pictures on told_pictures.run_id = order_days.run_id and topic = 'orders_calendar'
where extract(year from day) > (select extract(year from max(day)) - 3 from order_days as own where own.run_id = order_days.run_id);

comment on view orders_calendar is 'One row per day with an order, the newest three calendar years.';
