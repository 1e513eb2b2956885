-- One row per run and customer who is to be expected to become an Insider by ordering on.
create view near_the_door as
select
  customers_list.*,
  customer_doors.orders_missing,
  customer_doors.usual_money,
  customer_doors.by_on,
  customer_doors.usual_orders,
  customer_doors.own_gap_days,
  customer_doors.due_on,
  customer_doors.late_days,
  customer_doors.sentence,
  (count(*) over (partition by run_id))::bigint as near
from customers_list
join customer_doors using (run_id, customer_id)
where customer_doors.standing = 'near';

comment on view near_the_door is 'One row per customer who is to be expected to become an Insider by ordering on.';
comment on column near_the_door.near is 'How many such customers there are.';
