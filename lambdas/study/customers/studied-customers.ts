import type { FeatureColumns } from '../../../core/segments/profile-segments.js';
import type { Engine } from '../../../io/engine.js';

/** Every customer, in the order of `customers.parquet`, which is that of the spaces. */
export interface StudiedCustomers {
  readonly ids: readonly string[];
  /** The features that were asked for. */
  readonly columns: FeatureColumns;
  /** Uint8Array (nCustomers), 1 for Insiders. */
  readonly isMember: Uint8Array;
}

/**
 * @param engine with the views `customers` and `members` of the run
 * @param features numeric ones
 */
export async function readStudiedCustomers(
  engine: Engine,
  features: readonly string[],
): Promise<StudiedCustomers> {
  const rows = await engine.query<{ customer_id: string }>('select customer_id from customers');
  const columns = await engine.columns(`select ${features.join(', ')} from customers`);
  const members = await engine.query<{ customer_id: string }>(
    'select customer_id from members where is_insider',
  );
  const insiders = new Set(members.map((row) => row.customer_id));
  const ids = rows.map((row) => row.customer_id);
  return {
    ids,
    columns,
    isMember: Uint8Array.from(ids, (id) => Number(insiders.has(id))),
  };
}
