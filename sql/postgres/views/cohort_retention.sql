-- One row per run, month of first orders and month after it, of every customer; whole months only.
create view cohort_retention as
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
  cohorts.revenue,
  sum(active_customers) filter (where is_told and months_since = 1) over whole_run
    / nullif(sum(cohorts.customers) filter (where is_told and months_since = 1) over whole_run, 0)::double precision as after_one,
  sum(active_customers) filter (where is_told and months_since = 3) over whole_run
    / nullif(sum(cohorts.customers) filter (where is_told and months_since = 3) over whole_run, 0)::double precision as after_three,
  bool_or(is_told and months_since = 3) over whole_run as is_told
from (
  select cohorts.*, first_month > min(first_month) over (partition by run_id, customer_group) as is_told
  from cohorts
) as cohorts
join known_runs using (run_id)
where customer_group = 'all' and months_since > 0 and is_whole
window whole_run as (partition by run_id);

comment on view cohort_retention is 'One row per month of first orders and whole month after it: which share of its customers came back.';
comment on column cohort_retention.cohort is 'Year and month of the first order.';
comment on column cohort_retention.after_one is 'Of all customers won since the data begin, but for its first month, the share who ordered in the month after their first order, 0 to 1.';
comment on column cohort_retention.after_three is 'The same in the third month after it.';
comment on column cohort_retention.is_told is 'Whether the data reach far enough for the third month.';
