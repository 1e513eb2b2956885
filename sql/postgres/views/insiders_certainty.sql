-- One row per run and certainty, over the Insiders.
create view insiders_certainty as
with counted as (
  select
    run_id,
    certainty,
    count(*) as customers,
    sum(customers.gross_revenue) as revenue
  from customers
  join customer_stability using (run_id, customer_id)
  where customers.is_insider
  group by run_id, certainty
)

select
  run_id,
  dataset,
  is_current,
  array_position(
    array['certain member', 'likely member', 'borderline', 'likely no member', 'certain no member'], certainty
  ) as position,
  certainty,
  customers,
  customers / sum(customers) over (partition by run_id)::double precision as insider_share,
  revenue,
  insiders_stability.resamples,
  insiders_stability.drawn,
  insiders_stability.certain_members,
  (sum(customers) over (partition by run_id))::bigint as insiders,
  insiders_stability.jaccard
from counted
join insiders_stability using (run_id)
join known_runs using (run_id);

comment on view insiders_certainty is 'One row per certainty: how many Insiders are so sure to be some.';
comment on column insiders_certainty.position is 'Order, from 1: the surest first.';
comment on column insiders_certainty.certainty is 'Member in 95 % of the resamples and more, in 75 % and more, in more than a quarter, or in fewer.';
comment on column insiders_certainty.customers is 'How many Insiders.';
comment on column insiders_certainty.insider_share is 'Their share of the Insiders, 0 to 1.';
comment on column insiders_certainty.revenue is 'What they spent.';
comment on column insiders_certainty.insiders is 'All Insiders that were in the resamples: where the models were fitted to a sample, those in it.';
