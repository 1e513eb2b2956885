import { runKey } from '../../core/runs/keys.js';
import type { ObjectStore } from '../object-store.js';
import { parquetTable } from '../parquet.js';

/** How a customer is called, and where to write to, as the files have it. */
export interface Contact {
  readonly name: string | null;
  readonly email: string | null;
}

/** `(customer_id, name, email)` of a run's customers, as SQL; null where the files say nothing of them. */
export async function contactsTable(store: ObjectStore, runId: string): Promise<string | null> {
  const key = runKey(runId, 'clean', 'contacts.parquet');
  return (await store.stat(key)) ? parquetTable(await store.openFile(key)) : null;
}
