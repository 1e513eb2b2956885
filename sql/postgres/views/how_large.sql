-- One row per run and size that a group of the best customers could have.
create view how_large as
select
  size_dial.run_id,
  dataset,
  is_current,
  size_dial.customers,
  size_dial.share,
  size_dial.revenue_share,
  size_dial.next_months,
  size_dial.next_revenue_share,
  size_dial.stability,
  size_dial.cost,
  size_dial.is_elected,
  segments.revenue_share as insiders_revenue_share
from size_dial
join known_runs using (run_id)
left join segments on segments.run_id = size_dial.run_id and segments.is_insiders;

comment on view how_large is 'One row per size of a group of those who spent most; one of them is as large as the Insiders.';
comment on column how_large.insiders_revenue_share is 'Share of the revenue that the Insiders themselves bring, 0 to 1; empty where nobody is elected.';
