-- One row per run and column of the order lines in which something is unknown before cleaning or after.
create view values_missing as
select
  run_id,
  dataset,
  is_current,
  position,
  title,
  as_read.missing,
  as_read.missing_share as share_read,
  kept.missing_share as share_kept
from columns_described as as_read
join columns_described as kept using (run_id, dataset, is_current, position, title)
where
  as_read.stage = 'read'
  and kept.stage = 'kept'
  and (as_read.missing > 0 or kept.missing > 0);

comment on view values_missing is 'One row per column of the order lines that is unknown in some.';
comment on column values_missing.missing is 'Lines as read in which it is unknown.';
comment on column values_missing.share_read is 'Share of the lines as read in which it is unknown, 0 to 1.';
comment on column values_missing.share_kept is 'Share of the purchases kept in which it is unknown, 0 to 1.';
