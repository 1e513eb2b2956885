-- One row per run, column of the order lines, and stage: as read, and the purchases that were kept.
create view columns_described as
select
  run_id,
  dataset,
  is_current,
  position,
  stage,
  case stage when 'read' then 'As read' else 'Purchases kept' end as stage_title,
  column_name,
  replace(column_name, '_', ' ') as title,
  lines,
  missing,
  missing::double precision / nullif(lines, 0) as missing_share,
  distinct_values,
  least,
  lower_quartile,
  median,
  mean,
  upper_quartile,
  most,
  std
from column_figures
join known_runs using (run_id);

comment on view columns_described is 'One row per column of the order lines, before cleaning and after.';
comment on column columns_described.stage_title is 'Before or after cleaning, in words.';
comment on column columns_described.title is 'The column in words.';
comment on column columns_described.missing_share is 'Share of the lines in which it is unknown, 0 to 1.';
