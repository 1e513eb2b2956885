import { setTimeout } from 'node:timers/promises';
import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { isRead, readPages } from './data-api-pages.js';
import { retrying } from './data-api-retry.js';
import { rowsOf, sqlParameters } from './data-api-values.js';
import type { Database, Queryable, SqlValues, Transaction } from './database.js';
import type { Wait } from './try-again.js';

const rollbackTries = 3;

export interface DataApiTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
  /** Where `importCsv` finds its objects. */
  readonly bucket: string;
  readonly region: string;
}

export interface DataApiOptions {
  readonly wait?: Wait;
}

/**
 * PostgreSQL on Aurora, over HTTPS. A statement with its values may have 4 MiB and take 45 s. A result may have 1 MiB,
 * but within a transaction a `select` may have any size.
 */
export function openDataApiDatabase(
  client: RDSDataClient,
  { bucket, region, ...connection }: DataApiTarget,
  { wait = (seconds) => setTimeout(1000 * seconds) }: DataApiOptions = {},
): Database {
  const { resourceArn, secretArn } = connection;

  const queryable = (transactionId?: string): Queryable => ({
    async query<Row extends object>(sql: string, values = {}) {
      const command = new ExecuteStatementCommand({
        ...connection,
        transactionId,
        sql,
        parameters: sqlParameters(values),
        includeResultMetadata: true,
      });
      const { records = [], columnMetadata = [] } = await retrying(() => client.send(command), wait);
      return rowsOf<Row>(records, columnMetadata);
    },
  });

  return {
    ...queryable(),
    async transaction(work) {
      // Begun twice, the one whose answer was lost is rolled back by the Data API after three minutes.
      const begin = () => client.send(new BeginTransactionCommand(connection));
      const transactionId = (await retrying(begin, wait, true)).transactionId!;
      const end = { resourceArn, secretArn, transactionId };
      try {
        const result = await work(transactionOf(queryable(transactionId), { bucket, region }));
        await retrying(() => client.send(new CommitTransactionCommand(end)), wait);
        return result;
      } catch (error) {
        // Left open it would hold its locks for three minutes, against whoever tries the same again. It may be gone
        // already; the first error is the one to tell.
        const rollBack = () => client.send(new RollbackTransactionCommand(end));
        await retrying(rollBack, wait, true, rollbackTries).catch(() => {});
        throw error;
      }
    },
    async close() {
      client.destroy();
    },
  };
}

function transactionOf(queryable: Queryable, place: { bucket: string; region: string }): Transaction {
  const inTurn = createTurns();
  return {
    query<Row extends object>(sql: string, values?: SqlValues) {
      return inTurn(() =>
        isRead(sql) ? readPages<Row>(queryable, sql, values) : queryable.query<Row>(sql, values),
      );
    },
    importCsv(table, columns, key) {
      const values = { ...place, key, table, columns: columns.join(', ') };
      return inTurn(async () => {
        const [imported] = await queryable.query<{ report: string }>(importStatement, values);
        return rowsImported(imported!.report);
      });
    },
  };
}

/** One piece of work after the other: the Data API refuses a statement while its transaction is busy. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}

const importStatement = `select aws_s3.table_import_from_s3(:table, :columns, '(format csv, header true)',
  aws_commons.create_s3_uri(:bucket, :key, :region)) as report`;

/** `12 rows imported into relation "staging" from file runs/r/load/members.csv of 345 bytes` */
function rowsImported(report: string): number {
  const rows = Number.parseInt(report, 10);
  if (Number.isNaN(rows)) throw new Error(`aws_s3 reported no number of rows: ${report}`);
  return rows;
}
