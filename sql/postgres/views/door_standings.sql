-- One row per run and standing towards membership.
create view door_standings as
with counted as (
  select
    run_id,
    standing,
    count(*) as customers,
    sum(customers.gross_revenue) as revenue
  from customer_doors
  join customers using (run_id, customer_id)
  group by run_id, standing
)

select
  run_id,
  dataset,
  is_current,
  array_position(
    array['stays', 'leaving soon', 'near', 'far', 'no way in'], standing
  ) as position,
  standing,
  customers,
  revenue
from counted
join known_runs using (run_id);

comment on view door_standings is 'One row per standing towards membership among the Insiders: how many customers have it.';
comment on column door_standings.position is 'Order: from the inside to the outside.';
comment on column door_standings.standing is 'Insiders: stays, leaving soon. Others: near, far, no way in.';
comment on column door_standings.customers is 'How many customers.';
comment on column door_standings.revenue is 'What they spent.';
