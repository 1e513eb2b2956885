-- One row per run and segment with customers who will buy anyway.
create view buying_anyway as
select
  run_id,
  known_runs.dataset,
  is_current,
  campaign_segments.segment_id,
  segments.name as segment,
  segments.is_insiders,
  buy_anyway,
  campaign_segments.customers,
  buy_anyway / nullif(campaign_segments.customers, 0)::double precision as anyway_share
from campaign_segments
join segments using (run_id, segment_id)
join known_runs using (run_id)
where buy_anyway > 0;

comment on view buying_anyway is 'One row per segment with customers who bought in every one of the newest windows.';
comment on column buying_anyway.segment is 'The name of the segment.';
comment on column buying_anyway.anyway_share is 'Their share of the segment, 0 to 1.';
