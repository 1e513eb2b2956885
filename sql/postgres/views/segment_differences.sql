-- One row per run, segment and feature that tells people something: those that customers were grouped on, and of the
-- many that say nearly the same, one each.
create view segment_differences as
select
  run_id,
  dataset,
  is_current,
  segment_id,
  segments.name as segment,
  segments.is_insiders,
  feature,
  features.position,
  features.title,
  features.unit,
  segment_features.ratio,
  segment_features.mean,
  segment_features.base_mean,
  segment_features.median,
  segment_features.base_median
from segment_features
join segments using (run_id, segment_id)
join features using (run_id, feature)
join known_runs using (run_id)
where
  segment_features.ratio is not null
  and (
    features.used
    or feature in (
      'gross_revenue',
      'recency_days',
      'tenure_days',
      'invoices',
      'items',
      'products',
      'avg_gap_days',
      'avg_order_value',
      'avg_basket_products',
      'returned_value',
      'returns_ratio'
    )
  );

comment on view segment_differences is 'One row per segment and feature, beside all customers: the features that the customers were grouped on and some that tell more of them.';
comment on column segment_differences.segment is 'The name of the segment.';
