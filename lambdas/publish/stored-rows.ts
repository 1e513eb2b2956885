import { customerColumns } from '../../core/features/customer-columns.js';
import { runKey } from '../../core/runs/keys.js';
import type { ObjectStore } from '../../io/object-store.js';
import { quotedPattern } from '../../io/parquet.js';

/** CSV objects as they were written, as a table in a `from`: every column text, an empty cell null. */
export async function storedRows(
  store: ObjectStore,
  keys: readonly string[],
  columns: readonly string[],
): Promise<string> {
  const paths = await Promise.all(keys.map(async (key) => quotedPattern(await store.openFile(key))));
  return `read_csv([${paths.join(', ')}], hive_partitioning = false, auto_detect = false, header = true, quote = '"', escape = '"',
    columns = {${columns.map((name) => `'${name}': 'varchar'`).join(', ')}})`;
}

/** The customers as `load` has written them, in as many objects as there are. */
export async function storedCustomers(store: ObjectStore, runId: string): Promise<string> {
  const objects = await store.list(runKey(runId, 'load', 'customers-'));
  return storedRows(
    store,
    objects.map(({ key }) => key),
    customerColumns,
  );
}
