-- One row per run, length of time and measure.
create view guarantee_compared as
select
  run_id,
  dataset,
  is_current,
  months,
  position,
  title,
  unit,
  insiders,
  insiders_low,
  insiders_high,
  rest,
  rest_low,
  rest_high,
  insiders / nullif(rest, 0) as ratio
from guarantee_measures
join known_runs using (run_id);

comment on view guarantee_compared is 'One row per measure: those elected on the past only, beside everybody else who was known.';
comment on column guarantee_compared.ratio is 'insiders / rest; empty where the rest is 0.';
