import { rowsPerImport } from '../../core/csv/row-parts.js';
import { customerColumns } from '../../core/customer-columns.js';
import type { FeaturizeReport } from '../../core/featurize-report.js';
import { runKey } from '../../core/keys.js';
import type { Engine } from '../../io/engine.js';
import { memberRows } from '../../io/member-rows.js';
import { parquetTable, quotedPath } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';
import customersSql from '../../sql/engine/load-customers.sql';

/**
 * Joins the customers' features with their segments, in DuckDB, into CSV objects that the database imports one by one.
 * @returns their keys
 */
export async function writeCustomerRows(
  io: StepIo,
  runId: string,
  { customers, extreme }: FeaturizeReport,
  mostRows = rowsPerImport,
): Promise<string[]> {
  const keys: string[] = [];
  const featurized = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const members = await io.store.openFile(runKey(runId, 'profile', 'members.csv'));
  const extremeIds = JSON.stringify(extreme.map(({ customerId }) => customerId));

  await io.withEngine(async (engine) => {
    await engine.run(`
      create view featurized as select * from ${parquetTable(featurized)};
      create view members as ${memberRows(members)};`);
    await engine.query(
      `create table extreme_customers as select distinct unnest(from_json($1, '["varchar"]')) as customer_id`,
      [extremeIds],
    );
    await engine.query(`create table run as select $1 as run_id`, [runId]);
    await engine.run(`create table customers as ${customersSql}`);
    await checkCount(engine, customers);
    const columns = customerColumns.join(', ');
    for (let from = 0; from < customers; from += mostRows) {
      const key = runKey(runId, 'load', `customers-${keys.length + 1}.csv`);
      const part = `select ${columns} from customers where rowid >= ${from} and rowid < ${from + mostRows}`;
      await io.store.writeFile(key, (path) =>
        engine.run(`copy (${part} order by rowid) to ${quotedPath(path)} (format csv, header)`),
      );
      keys.push(key);
    }
  });
  return keys;
}

async function checkCount(engine: Engine, expected: number): Promise<void> {
  const [joined] = await engine.query<{ customers: number }>('select count(*) as customers from customers');
  if (joined!.customers === expected) return;
  throw new Error(
    `${joined!.customers} of ${expected} customers are in both customers.parquet and members.csv`,
  );
}
