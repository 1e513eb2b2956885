-- One row per run that has elected its Insiders: who they are in figures.
create view insiders_answer as
with everybody as (
  select run_id, customers, revenue / nullif(customers, 0) as mean_revenue
  from runs
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
  segment_marks.marks
from segments
join known_runs using (run_id)
join everybody using (run_id)
join segment_marks using (run_id, segment_id)
where segments.is_insiders;

comment on view insiders_answer is 'One row per run: how many Insiders there are, what they bring, and what sets them apart.';
comment on column insiders_answer.segment is 'What marketing calls them.';
comment on column insiders_answer.times_everybody is 'Mean revenue of an Insider over the mean revenue of all customers.';
comment on column insiders_answer.marks is 'What sets them apart, strongest first, as the end of a sentence that begins with they.';
