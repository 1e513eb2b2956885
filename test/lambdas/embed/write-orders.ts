import { runKey } from '../../../core/runs/keys.js';
import { parquetTable, writeParquet } from '../../../io/parquet.js';
import type { RunFolder } from './run-folder.js';

/**
 * As many orders of each customer as the features say, the last so many days ago, ten days apart; money in euros.
 * Who has no recency ordered last 100 days ago.
 */
export async function writeOrders({ io: { store, withEngine }, task: { runId } }: RunFolder): Promise<void> {
  const customers = parquetTable(await store.openFile(runKey(runId, 'featurize', 'customers.parquet')));
  const receipt = { asOf: '2021-01-01', currency: 'EUR' };
  await store.write(runKey(runId, 'clean', 'receipt.json'), JSON.stringify(receipt));
  await store.writeFile(runKey(runId, 'clean', 'purchases.parquet'), (path) =>
    withEngine((engine) =>
      writeParquet(
        engine,
        `select
          customer_id,
          customer_id || '-' || n as invoice_id,
          date '2021-01-01' - (coalesce(recency_days, 100) + 10 * n)::integer as ordered_at,
          gross_revenue / invoices as amount
        from ${customers}, range(30) as orders(n)
        where n < invoices`,
        path,
      ),
    ),
  );
}
