-- One row per run and segment.
create view discount_shares as
select
  run_id,
  known_runs.dataset,
  is_current,
  coalesce(segments.name, 'none') as segment,
  segment_discounts.segment_id,
  coalesce(segments.is_insiders, false) as is_insiders,
  segment_discounts.money,
  segment_discounts.known_money,
  segment_discounts.cheap_money,
  segment_discounts.saved,
  segment_discounts.share,
  segment_discounts.low,
  segment_discounts.high,
  (sum(segment_discounts.cheap_money) over (partition by run_id))::double precision
    / nullif(sum(segment_discounts.known_money) over (partition by run_id), 0)::double precision as share_of_all
from segment_discounts
join known_runs using (run_id)
left join segments using (run_id, segment_id)
where segment_discounts.share is not null;

comment on view discount_shares is 'One row per segment: money spent below the usual price of the product, or with a discount of the order''s.';
comment on column discount_shares.segment is 'The name of the segment.';
comment on column discount_shares.share_of_all is 'The share of all segments together, 0 to 1.';
