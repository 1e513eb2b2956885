-- One row per run, comparison and segment of today.
create view revenue_by_segment as
select
  run_id,
  known_runs.dataset,
  is_current,
  revenue_changes.position,
  case comparison
    when 'before' then 'with ' || (before_to - before_from + 1) || ' days before'
    when 'year' then 'with 52 weeks ago'
    else 'with the run before'
  end as compared,
  segment_id,
  coalesce(segments.name, 'none') as segment,
  coalesce(segments.is_insiders, false) as is_insiders,
  parts.customers_before,
  parts.customers_now,
  parts.orders_before,
  parts.orders_now,
  parts.revenue_before,
  parts.revenue_now,
  parts.change,
  parts.by_customers,
  parts.by_mix,
  parts.by_frequency,
  parts.by_value,
  parts.from_new,
  parts.from_won_back,
  parts.from_kept,
  parts.from_lost
from revenue_change_segments as parts
join revenue_changes using (run_id, comparison)
join known_runs using (run_id)
left join segments using (run_id, segment_id);

comment on view revenue_by_segment is 'One row per comparison and segment of today: its part of the change.';
comment on column revenue_by_segment.compared is 'What is compared with, in words.';
comment on column revenue_by_segment.segment is 'The segment that the customers are in today.';
comment on column revenue_by_segment.is_insiders is 'Whether it is that of the Insiders.';
