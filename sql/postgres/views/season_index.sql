-- One row per run and calendar month.
create view season_index as
select
  run_id,
  dataset,
  is_current,
  month,
  to_char(make_date(2000, month, 1), 'Mon') as month_name,
  index,
  years,
  case weight
    when 1 then 'from the data alone'
    when 0 then 'not known: less than a year of orders'
    else 'drawn halfway to 1: one year cannot tell a season from a trend'
  end as basis
from seasons
join known_runs using (run_id);

comment on view season_index is 'One row per calendar month: how much more customers order again than in the average month.';
comment on column season_index.month_name is 'Its name.';
comment on column season_index.basis is 'What the index rests on.';
