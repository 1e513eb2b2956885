import type { MergeEffect } from '../../core/cleaning/merge-effect.js';
import { meetsRule, type Rule } from '../../core/membership/rule.js';
import { runKey } from '../../core/runs/keys.js';
import type { Engine } from '../../io/engine.js';
import { parquetTable, quotedPath } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';

/**
 * What merging the customers of one e-mail address would change: their money and orders together, the later of their
 * last orders, against the rule.
 * @param path `customers.parquet`, on this machine
 * @param isMember of each customer, in its order
 * @returns null where nobody shares an address, or nobody is elected
 */
export async function readMergeEffect(
  { store }: StepIo,
  engine: Engine,
  { runId, path, isMember, enter }: { runId: string; path: string; isMember: Uint8Array; enter: Rule | null },
): Promise<MergeEffect | null> {
  const key = runKey(runId, 'clean', 'same-address.parquet');
  if (enter === null || !(await store.stat(key))) return null;
  const file = parquetTable(await store.openFile(key));
  const { row, person, ...columns } = await engine.columns(`
    select customers.file_row_number::double as row, dense_rank() over (order by person_id)::double as person,
      gross_revenue::double as gross_revenue, invoices::double as invoices, recency_days::double as recency_days
    from ${file} as same_address
    join read_parquet(${quotedPath(path)}, file_row_number = true) as customers using (customer_id)`);
  if (row!.length === 0) return null;
  const nPeople = person!.reduce((most, each) => Math.max(most, each), 0);
  const merged = {
    gross_revenue: new Float64Array(nPeople),
    invoices: new Float64Array(nPeople),
    recency_days: new Float64Array(nPeople).fill(Number.POSITIVE_INFINITY),
  };
  let insiders = 0;
  for (const [i, who] of person!.entries()) {
    merged.gross_revenue[who - 1]! += columns.gross_revenue![i]!;
    merged.invoices[who - 1]! += columns.invoices![i]!;
    merged.recency_days[who - 1] = Math.min(merged.recency_days[who - 1]!, columns.recency_days![i]!);
    insiders += isMember[row![i]!]!;
  }
  const people = Array.from({ length: nPeople }, (_, i) => i);
  return {
    customers: row!.length,
    people: nPeople,
    insiders,
    insidersMerged: people.filter((i) => meetsRule(enter, merged, i)).length,
  };
}
