-- One row per run, month and segment, of the newest two years; and one per month whose year before is known.
create view revenue_months as
with

recent as (
  select segment_months.*, max(month) over (partition by run_id) as last_month
  from segment_months
),

totals as (
  select run_id, month, bool_and(is_whole) as is_whole, sum(revenue) as revenue
  from segment_months
  group by run_id, month
),

series as (
  select
    run_id,
    month,
    recent.is_whole,
    coalesce(segments.name, 'In no segment') as segment,
    segment_id,
    coalesce(segments.is_insiders, false) as is_insiders,
    false as is_year_before,
    recent.revenue,
    orders,
    recent.customers
  from recent
  left join segments using (run_id, segment_id)
  where month > last_month - interval '24 months'

  union all

  select
    now.run_id,
    now.month,
    true,
    'All, a year earlier',
    1000000,
    false,
    true,
    before.revenue,
    null,
    null
  from totals as now
  join totals as before on before.run_id = now.run_id and before.month = (now.month - interval '1 year')::date
  where now.is_whole
    and before.is_whole
    and now.month > (select max(month) from segment_months where run_id = now.run_id) - interval '24 months'
)

select
  series.run_id,
  known_runs.dataset,
  is_current,
  month,
  to_char(month, 'Mon YYYY') || case when is_whole then '' else ' (part)' end as month_title,
  segment,
  segment_id,
  is_insiders,
  is_year_before,
  series.revenue,
  series.orders,
  series.customers,
  told_pictures.told
from series
join known_runs on known_runs.run_id = series.run_id
left join told_pictures on told_pictures.run_id = series.run_id and topic = 'revenue_months';

comment on view revenue_months is 'One row per month and segment, the newest two years: what today''s members bought in it; and one per month whose year before the data cover.';
comment on column revenue_months.month_title is 'Month and year; part where the data do not cover all of its days.';
comment on column revenue_months.segment is 'The segment; or All, a year earlier.';
comment on column revenue_months.segment_id is 'The segment; 0 for customers in no segment, 1000000 for the year before.';
comment on column revenue_months.is_insiders is 'Whether these are the Insiders.';
comment on column revenue_months.is_year_before is 'Whether the row is what all customers bought in the same month a year before.';
comment on column revenue_months.revenue is 'What they ordered in the month, before returns, in the run''s currency; of the year before, what all did.';
comment on column revenue_months.orders is 'Their orders; empty for the year before.';
comment on column revenue_months.customers is 'Customers who ordered; empty for the year before.';
