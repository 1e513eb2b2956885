-- One row per run and segment.
create view segment_shares as
select run_id, dataset, is_current, segment_id, name as segment, is_insiders, customer_share, revenue_share
from segments
join known_runs using (run_id);

comment on view segment_shares is 'One row per segment: its share of the customers beside its share of the revenue.';
comment on column segment_shares.segment is 'The name of the segment.';
