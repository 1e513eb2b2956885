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
    when 1 then 'what the same days of the years before were against the year around them'
    when 0 then 'not known: that takes a year of orders of a shop that was there before'
    else 'that of one year, which cannot tell a season from growth'
  end as basis
from seasons
join known_runs using (run_id);

comment on view season_index is 'One row per calendar month: how much more is ordered than in the average month.';
comment on column season_index.month_name is 'Its name.';
comment on column season_index.basis is 'What the index rests on.';
