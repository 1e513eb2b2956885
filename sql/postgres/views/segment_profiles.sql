-- One row per run and segment.
create view segment_profiles as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  name as segment,
  is_insiders,
  customers,
  customer_share,
  revenue,
  revenue_share,
  mean_revenue,
  median_revenue,
  invoices,
  segment_sales.order_share,
  segment_sales.piece_share,
  segment_sales.product_share,
  silhouette,
  stability,
  segment_marks.marks
from segments
join known_runs using (run_id)
join segment_marks using (run_id, segment_id)
left join segment_sales using (run_id, segment_id);

comment on view segment_profiles is 'One row per segment: size, revenue, and what sets it apart.';
comment on column segment_profiles.segment is 'The name of the segment.';
comment on column segment_profiles.marks is 'What sets its customers apart, strongest first.';
