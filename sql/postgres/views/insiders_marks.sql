-- One row per run and feature: the Insiders beside everybody.
create view insiders_marks as
select
  run_id,
  dataset,
  is_current,
  feature,
  position,
  title,
  unit,
  ratio,
  mean,
  base_mean,
  median,
  base_median,
  row_number() over (partition by run_id order by ratio desc, feature) = 1 as is_strongest
from segment_differences
where is_insiders;

comment on view insiders_marks is 'One row per feature: the Insiders beside all customers.';
comment on column insiders_marks.is_strongest is 'Whether the Insiders stand furthest above all customers in this feature.';
