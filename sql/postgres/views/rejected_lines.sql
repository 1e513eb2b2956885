-- One row per run and line that could not be read, the first thousand of the run.
create view rejected_lines as
select
  run_id,
  known_runs.dataset,
  is_current,
  position,
  file_name,
  line_no,
  column_name,
  ltrim(lower(regexp_replace(reason, '([A-Z])', ' \1', 'g'))) as reason,
  raw,
  runs.lines_read,
  runs.lines_rejected
from rejects
join known_runs using (run_id)
join runs using (run_id);

comment on view rejected_lines is 'One row per line that could not be read: the first thousand. All of them are in rejects.csv.';
comment on column rejected_lines.reason is 'Why it could not be read; in rejects.csv in one word, as programs have it.';
