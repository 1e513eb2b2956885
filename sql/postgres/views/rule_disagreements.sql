-- One row per run and customer on whom the rule to enter and the segmentation disagree.
create view rule_disagreements as
select
  customers_list.*,
  case when customers_list.is_insiders then 'Insider, though the rule misses' else 'Let in by the rule only' end as what,
  coalesce(nullif(customer_doors.misses, ''), 'nothing is missed') as misses
from customers_list
join customer_doors using (run_id, customer_id)
-- The standing says who is an Insider; in these words an index finds the few rows (the migration `panels`).
where customer_doors.standing = 'in by the rule'
  or (not customer_doors.meets_enter and customer_doors.standing in ('stays', 'leaving soon', 'out by the rule'));

comment on view rule_disagreements is 'One row per customer on whom the rule to enter and the segmentation disagree.';
comment on column rule_disagreements.what is 'Which way they disagree.';
comment on column rule_disagreements.misses is 'What of the rule is not met.';
