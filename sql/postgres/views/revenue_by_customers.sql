-- One row per run, comparison and kind of customer.
create view revenue_by_customers as
with kinds as (
  select run_id, comparison, 1 as kind_position, 'New' as kind, new_customers as customers, from_new as amount from revenue_changes
  union all
  select run_id, comparison, 2, 'Won back', won_back_customers, from_won_back from revenue_changes
  union all
  select run_id, comparison, 3, 'Kept', kept_customers, from_kept from revenue_changes
  union all
  select run_id, comparison, 4, 'Lost', lost_customers, from_lost from revenue_changes
)

select
  run_id,
  dataset,
  is_current,
  position,
  case comparison
    when 'before' then 'with ' || (before_to - before_from + 1) || ' days before'
    when 'year' then 'with 52 weeks ago'
    else 'with the run before'
  end as compared,
  kind_position,
  kind,
  customers,
  amount,
  change
from kinds
join revenue_changes using (run_id, comparison)
join known_runs using (run_id);

comment on view revenue_by_customers is 'One row per comparison and kind of customer: what they add to the change or take away.';
comment on column revenue_by_customers.compared is 'What is compared with, in words.';
comment on column revenue_by_customers.kind_position is 'Order of the kinds, from 1.';
comment on column revenue_by_customers.kind is 'New: first ordered after the first stretch; won back: known, and ordered in the second only; kept: in both; lost: in the first only.';
comment on column revenue_by_customers.customers is 'Customers of the kind.';
comment on column revenue_by_customers.amount is 'Their part of the change.';
