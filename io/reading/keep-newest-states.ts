import type { StateHistory } from '../../core/reading/layout/state-history.js';
import type { Engine } from '../engine.js';

/**
 * Of each order of a history of states, leaves in `typed_lines` the lines of its newest state, on the day of its first.
 * Of moments that are the same the one further on in the file is newer.
 * @returns how many lines of older states are gone
 */
export async function keepNewestStates(
  engine: Engine,
  { isDated, direction }: StateHistory,
): Promise<number> {
  const [before] = await engine.query<{ lines: number }>('select count(*) as lines from typed_lines');
  const newest = `(partition by read_invoice_id order by ${isDated ? 'ordered_at desc nulls last, ' : ''}line_no ${direction === 1 ? 'desc' : ''})`;
  await engine.run(`
    create or replace table typed_lines as
    select * exclude (newest_state, newest_at, first_at) ${isDated ? 'replace (first_at as ordered_at)' : ''}
    from (
      select *,
        first_value(state) over newest as newest_state,
        first_value(ordered_at) over newest as newest_at,
        min(ordered_at) over (partition by read_invoice_id) as first_at
      from typed_lines
      window newest as ${newest}
    )
    where read_invoice_id is null
      or (state is not distinct from newest_state ${isDated ? 'and ordered_at is not distinct from newest_at' : ''})
    order by line_no`);
  const [after] = await engine.query<{ lines: number }>('select count(*) as lines from typed_lines');
  return before!.lines - after!.lines;
}
