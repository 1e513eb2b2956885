import { runKey } from '../../../core/runs/keys.js';
import type { Engine } from '../../../io/engine.js';
import { memberRows } from '../../../io/member-rows.js';
import { parquetTable } from '../../../io/parquet.js';
import type { StepIo } from '../../../io/step-io.js';

/**
 * DuckDB with a run's views: `purchases` and `returns` (order lines), `customers` (one row each, with every feature)
 * and `members` (the segment of each, see `memberRows`).
 */
export async function withOrders<T>(
  io: StepIo,
  runId: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const open = (step: string, file: string) => io.store.openFile(runKey(runId, step, file));
  const purchases = await open('clean', 'purchases.parquet');
  const returns = await open('clean', 'returns.parquet');
  const customers = await open('featurize', 'customers.parquet');
  const members = await open('profile', 'members.csv');
  return io.withEngine(async (engine) => {
    await engine.run(`
      create view purchases as select * from ${parquetTable(purchases)};
      create view returns as select * from ${parquetTable(returns)};
      create view customers as select * from ${parquetTable(customers)};
      create view members as ${memberRows(members)}`);
    return work(engine);
  });
}
