-- One row per run and cleaning rule, between what was read and what was kept.
create view receipt as
with totals as (
  select
    run_id,
    sum(lines) filter (where kind = 'read') as lines_read,
    sum(lines) filter (where rule = 'purchases') as lines_bought,
    sum(money) filter (where rule = 'purchases') as money_bought
  from cleaning_receipt
  group by run_id
)

select
  run_id,
  dataset,
  is_current,
  position,
  kind,
  rule,
  title,
  lines,
  customers,
  invoices,
  money,
  totals.lines_read,
  totals.lines_bought,
  totals.money_bought
from cleaning_receipt
join known_runs using (run_id)
join totals using (run_id);

comment on view receipt is 'One row per cleaning rule, in the order in which they were applied, between what was read and what was kept.';
comment on column receipt.lines_read is 'Order lines that came in.';
comment on column receipt.lines_bought is 'Order lines kept as purchases.';
comment on column receipt.money_bought is 'What these purchases brought.';
