-- One row per run and file.
create view files_recognised as
with matched as (
  select
    run_id,
    position,
    string_agg(
      coalesce(match ->> 'header', 'column ' || (match ->> 'position')) || ' = ' || replace(field, '_', ' '),
      ', ' order by (match ->> 'position')::integer
    ) as columns
  from uploads
  cross join jsonb_each(recognised -> 'columns') as mapping (field, match)
  group by run_id, position
),

noted as (
  select run_id, position, string_agg(note, ' ' order by place) as notes
  from uploads
  cross join jsonb_array_elements_text(recognised -> 'notes') with ordinality as listed (note, place)
  group by run_id, position
)

select
  run_id,
  dataset,
  is_current,
  position,
  file_name,
  concat_ws(
    ', ',
    format,
    recognised ->> 'compression',
    encoding,
    case delimiter
      when ',' then 'commas'
      when ';' then 'semicolons'
      when e'\t' then 'tabs'
      when ' ' then 'spaces'
      else delimiter
    end,
    'dates as ' || date_format
  ) as read_as,
  lines_read,
  lines_kept,
  lines_rejected,
  first_ordered_at::date as first_ordered_on,
  last_ordered_at::date as last_ordered_on,
  matched.columns,
  noted.notes
from uploads
join known_runs using (run_id)
left join matched using (run_id, position)
left join noted using (run_id, position);

comment on view files_recognised is 'One row per file: how it was read.';
comment on column files_recognised.read_as is 'Format, compression, encoding, what separates the columns, and how dates are written.';
comment on column files_recognised.first_ordered_on is 'The day of its earliest order.';
comment on column files_recognised.last_ordered_on is 'The day of its latest order.';
comment on column files_recognised.columns is 'Which of its columns means what.';
comment on column files_recognised.notes is 'What was inferred, and what was left open.';
