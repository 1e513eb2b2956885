import type { SqlFile } from './migrations.js';

/** The rows of a run's table for the newest published run of each dataset: the view `current_<table>`. */
export const currentView = (table: string): SqlFile => ({
  name: `current_${table}`,
  text: `-- Grain: as ${table}, for the newest published run of each dataset.
create view current_${table} as
select current_runs.dataset, ${table}.*
from ${table}
join current_runs using (run_id);

do $$
begin
  execute format('comment on view current_${table} is %L', obj_description('${table}'::regclass));
end
$$;
`,
});
