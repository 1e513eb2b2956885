import type { CellReading } from '../../core/reading/lines/cell-reading.js';
import type { Engine } from '../engine.js';

/**
 * Finds orders that come again, line by line, further down: an export pasted twice, or two that overlap. Makes
 * the table `repeated_rows (line_no)` of all but the first of each. The same order number with other lines is
 * another part of the order, and stays.
 * @returns how many records repeat
 */
export async function repeatedRows(
  engine: Engine,
  cells: string,
  { layout: { mapping, nColumns, orderGoesOn } }: CellReading,
): Promise<number> {
  const order = `c${mapping.invoice_id!.position}`;
  const all = Array.from({ length: nColumns }, (_, i) => `c${i + 1}`);
  const number = orderGoesOn
    ? `last_value(${order} ignore nulls) over (order by line_no rows unbounded preceding)`
    : order;
  await engine.run(`
    create or replace table repeated_rows as
    with numbered as (
      select line_no, ${number} as order_no, hash(${all.join(', ')}) as line_hash from (${cells})
    ),
    starts as (
      select *, case when order_no is not distinct from lag(order_no) over (order by line_no) then 0 else 1 end as is_start
      from numbered
    ),
    blocks as (select *, sum(is_start) over (order by line_no rows unbounded preceding) as block from starts),
    contents as (
      select order_no, block, count(*) as lines, sum(cast(line_hash as hugeint)) as content, min(line_no) as first_line
      from blocks where order_no is not null group by order_no, block
    ),
    ranked as (
      select *, row_number() over (partition by order_no, lines, content order by first_line) as copy from contents
    )
    select line_no from blocks semi join (select * from ranked where copy > 1) using (block)`);
  const [counted] = await engine.query<{ rows: number }>('select count(*) as rows from repeated_rows');
  return counted!.rows;
}
