-- One row per run and Insider who is late, and out soon without another order.
create view about_to_leave as
select
  customers_list.*,
  customer_doors.standing,
  customer_doors.days_left,
  customer_doors.leaves_on,
  customer_doors.own_gap_days,
  customer_doors.due_on,
  customer_doors.late_days,
  customer_doors.sentence,
  (count(*) over (partition by run_id))::bigint as leaving,
  sum(gross_revenue) over (partition by run_id) as money_at_stake
from customers_list
join customer_doors using (run_id, customer_id)
where customer_doors.standing = 'leaving soon';

comment on view about_to_leave is 'One row per Insider who is late, and out within a month at most without another order.';
comment on column about_to_leave.leaving is 'How many such Insiders there are.';
comment on column about_to_leave.money_at_stake is 'What they spent together.';
