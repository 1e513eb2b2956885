-- One row per run, group and product that stands out for it.
create view products_to_offer as
select
  product_lifts.run_id,
  known_runs.dataset,
  is_current,
  product_lifts.position,
  case product_lifts.kind
    when 'segment' then 'offer next'
    when 'insiders' then 'Insiders buy it more'
    else 'bought before becoming one'
  end as what,
  coalesce(segments.name, insiders.name, 'Insiders') as segment,
  coalesce(segments.segment_id, insiders.segment_id, 0) as segment_id,
  coalesce(segments.is_insiders, true) as is_insiders,
  product_lifts.place,
  product_lifts.stock_code,
  coalesce(product_lifts.description, product_lifts.stock_code) as product,
  product_lifts.variants,
  product_lifts.customers,
  product_lifts.share,
  product_lifts.others_share,
  product_lifts.lift,
  product_lifts.p_value,
  product_lifts.because
from product_lifts
join known_runs using (run_id)
left join segments using (run_id, segment_id)
left join segments as insiders on insiders.run_id = product_lifts.run_id and insiders.is_insiders;

comment on view products_to_offer is 'One row per product that stands out for a group: what to offer to a segment, what Insiders buy that others do not, what those who became Insiders had bought before.';
comment on column products_to_offer.what is 'Why the product is listed.';
comment on column products_to_offer.segment is 'The name of the segment.';
comment on column products_to_offer.product is 'The product in words, or else its code.';
