import { runKey } from '../../core/runs/keys.js';
import type { Engine } from '../../io/engine.js';
import type { ObjectStore } from '../../io/object-store.js';
import { writeParquet } from '../../io/parquet.js';

/**
 * Writes `contacts.parquet (customer_id, name, email)`: the newest name and address of each customer, for the lists that
 * people work through. Nothing is written where the files have none, or the rules leave them out.
 */
export async function writeContacts(
  engine: Engine,
  store: ObjectStore,
  { runId, contacts }: { runId: string; contacts: 'keep' | 'hash' | 'drop' },
): Promise<void> {
  if (contacts !== 'keep') return;
  const [has] = await engine.query<{ contacts: number }>(
    `select count(*) as contacts from (
      select 1 from uploaded_lines where customer_name is not null or customer_email is not null limit 1)`,
  );
  if (has!.contacts === 0) return;
  const newest = (column: string) =>
    `arg_max(${column}, (ordered_at, upload_seq, line_no, part_no)) filter (where ${column} is not null)`;
  await store.writeFile(runKey(runId, 'clean', 'contacts.parquet'), (path) =>
    writeParquet(
      engine,
      `select customer_id, ${newest('customer_name')} as name, ${newest('customer_email')} as email
      from identified_lines where customer_id is not null group by customer_id order by customer_id`,
      path,
    ),
  );
}
