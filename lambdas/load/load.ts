import { customerColumns } from '../../core/customer-columns.js';
import { runKey } from '../../core/keys.js';
import type { Transaction } from '../../io/database.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { writeCustomerRows } from './customer-rows.js';
import { type Documents, readDocuments } from './documents.js';
import { loadCsv, type TableRows } from './load-csv.js';
import { rejectRows } from './reject-rows.js';
import { runTables } from './run-tables.js';
import { upsertRun } from './upsert-run.js';

export interface LoadInput {
  readonly dataset: string;
  readonly runId: string;
}

/** A stored CSV object with rows for a table. */
interface Import {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: string;
}

/**
 * Puts a run into PostgreSQL, whole or not at all, in place of what an earlier load of the same run has put there.
 * Nobody sees it before `publish`.
 */
export const load: Step<LoadInput, { summary: string }> = async ({ dataset, runId }, io) => {
  const documents = await readDocuments(io.store, dataset, runId);
  const tables = [...runTables(documents), await rejectRows(io, dataset, documents.uploads)];
  const imports: Import[] = [];
  for (const table of tables) imports.push(await writeTable(io, runId, table));
  const customersKey = await writeCustomerRows(io, runId, documents.featurized);
  imports.push({ table: 'customers', columns: customerColumns, key: customersKey });

  const database = await io.database();
  const rows = await database.transaction((transaction) => replaceRun(transaction, documents, imports));
  return { summary: `${rows.toLocaleString('en')} rows in ${imports.length + 1} tables` };
};

async function writeTable(io: StepIo, runId: string, table: TableRows): Promise<Import> {
  const key = runKey(runId, 'load', `${table.table}.csv`);
  await io.store.write(key, loadCsv(table, runId));
  return { table: table.table, columns: ['run_id', ...table.columns], key };
}

/** @returns rows written */
async function replaceRun(
  transaction: Transaction,
  documents: Documents,
  imports: readonly Import[],
): Promise<number> {
  const { runId } = documents.plan;
  await upsertRun(transaction, documents);
  for (const { table } of imports) {
    await transaction.query(`delete from ${table} where run_id = :runId`, { runId });
  }
  let rows = 1;
  for (const { table, columns, key } of imports) rows += await transaction.importCsv(table, columns, key);
  await transaction.query(
    'update runs set revenue = (select sum(gross_revenue) from customers where run_id = :runId) where run_id = :runId',
    { runId },
  );
  return rows;
}
