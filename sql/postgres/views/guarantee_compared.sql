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
  insiders / nullif(rest, 0) as ratio,
  measure = 'meanRevenue' as is_telling
from guarantee_measures
join known_runs using (run_id);

comment on view guarantee_compared is 'One row per measure: those elected on the past only, beside everybody else who was known.';
comment on column guarantee_compared.ratio is 'insiders / rest; empty where the rest is 0.';
comment on column guarantee_compared.is_telling is 'The measure that tells in one figure by how much: money per customer. A share of all revenue depends on how many there are.';
