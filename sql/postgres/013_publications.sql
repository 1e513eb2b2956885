-- Which run is newest is a matter of order, not of a clock, which may be set back.

alter table runs add column publication bigint;
comment on column runs.publication is
  'Grows with every publication, of whatever dataset: the highest is the newest. Empty where a run never was published.';

update runs
set publication = numbered.publication
from (
  select run_id, row_number() over (order by published_at, run_id) as publication
  from runs
  where published_at is not null
) as numbered
where numbered.run_id = runs.run_id;

comment on column uploads.upload_id is
  'The file''s identity: the same bytes, read in the same way, have the same.';
