-- One row per run and month of first orders.
create view cohort_money as
select
  run_id,
  dataset,
  is_current,
  first_month,
  to_char(first_month, 'YYYY-MM') as cohort,
  max(cohorts.customers) filter (where customer_group = 'all') as customers,
  coalesce(max(cohorts.customers) filter (where customer_group = 'insiders'), 0) as insiders,
  coalesce(max(cohorts.customers) filter (where customer_group = 'insiders'), 0)::double precision
    / max(cohorts.customers) filter (where customer_group = 'all') as insiders_share,
  sum(cohorts.revenue) filter (where customer_group = 'all') as revenue,
  coalesce(sum(cohorts.revenue) filter (where customer_group = 'insiders'), 0) as insiders_revenue
from cohorts
join known_runs using (run_id)
group by run_id, dataset, is_current, first_month;

comment on view cohort_money is 'One row per month of first orders: its customers and what they have brought since, Insiders beside all.';
comment on column cohort_money.cohort is 'Year and month of the first order.';
comment on column cohort_money.customers is 'Customers of the cohort.';
comment on column cohort_money.insiders is 'Of these, Insiders.';
comment on column cohort_money.insiders_share is 'insiders / customers, 0 to 1.';
comment on column cohort_money.revenue is 'Money of the cohort since then.';
comment on column cohort_money.insiders_revenue is 'Of this, money of Insiders.';
