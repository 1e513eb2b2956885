-- One row per run, month of first orders and month after it, of the Insiders; whole months only.
create view insiders_retention as
select
  run_id,
  dataset,
  is_current,
  first_month,
  to_char(first_month, 'YYYY-MM') as cohort,
  months_since,
  cohorts.customers,
  active_customers,
  retention,
  orders,
  cohorts.revenue
from cohorts
join known_runs using (run_id)
where customer_group = 'insiders' and months_since > 0 and is_whole;

comment on view insiders_retention is 'One row per month of first orders and whole month after it: which share of its customers who are Insiders today came back.';
comment on column insiders_retention.cohort is 'Year and month of the first order.';
