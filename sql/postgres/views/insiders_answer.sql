-- One row per run that has elected its Insiders: who they are in figures.
create view insiders_answer as
with everybody as (
  select run_id, customers, revenue, revenue / nullif(customers, 0) as mean_revenue
  from runs
),

-- What nobody's name stands at: a shop counts it, and no customer has brought it.
unnamed as (
  select run_id, sum(money) as money
  from cleaning_receipt
  where rule = 'anonymous' and kind = 'removed'
  group by run_id
)

select
  run_id,
  dataset,
  is_current,
  segments.segment_id,
  segments.name as segment,
  segments.customers,
  segments.customer_share,
  segments.revenue,
  segments.revenue_share,
  segments.mean_revenue,
  segments.median_revenue,
  segments.mean_revenue / nullif(everybody.mean_revenue, 0)::double precision as times_everybody,
  segment_marks.marks,
  case when unnamed.money > 0 then segments.revenue / (everybody.revenue + unnamed.money) end::double precision as all_sales_share
from segments
join known_runs using (run_id)
join everybody using (run_id)
join segment_marks using (run_id, segment_id)
left join unnamed using (run_id)
where segments.is_insiders;

comment on view insiders_answer is 'One row per run: how many Insiders there are, what they bring, and what sets them apart.';
comment on column insiders_answer.segment is 'What marketing calls them.';
comment on column insiders_answer.times_everybody is 'Mean revenue of an Insider over the mean revenue of all customers.';
comment on column insiders_answer.marks is 'What sets them apart, strongest first, as the end of a sentence that begins with they.';
comment on column insiders_answer.all_sales_share is 'Their share of all sales, those without a customer included, 0 to 1; empty where every sale has one.';
