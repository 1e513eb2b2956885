-- One row per run and customer on whom the rule to enter and the segmentation disagree.
create view rule_disagreements as
select
  customers_list.*,
  case when customers_list.is_insiders then 'Insider, though the rule misses' else 'Let in by the rule only' end as what,
  coalesce(nullif(customer_doors.misses, ''), 'nothing is missed') as misses
from customers_list
join customer_doors using (run_id, customer_id)
where customers_list.is_insiders <> customer_doors.meets_enter;

comment on view rule_disagreements is 'One row per customer on whom the rule to enter and the segmentation disagree.';
comment on column rule_disagreements.what is 'Which way they disagree.';
comment on column rule_disagreements.misses is 'What of the rule is not met.';
