import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '../../../core/cleaning/receipt.js';
import { orderLineColumns } from '../../../core/orders/order-line.js';
import { lakeKey, runKey } from '../../../core/runs/keys.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { type LocalIo, openLocalIo } from '../../../io/local-io.js';
import { parquetTable, writeParquet } from '../../../io/parquet.js';
import { readJson } from '../../../io/read-json.js';
import { completeRules } from '../../../io/rules-file.js';
import { clean } from '../../../lambdas/clean/clean.js';

export const dataset = 'shop';
export const runId = 'shop-1';
const task = { dataset, runId };

export interface OrderLine {
  invoice_id?: string;
  stock_code?: string | null;
  description?: string | null;
  quantity?: number;
  ordered_at?: string;
  unit_price?: number;
  customer_id?: string | null;
  country?: string | null;
  state?: string | null;
  currency?: string | null;
  customer_email?: string | null;
  customer_phone?: string | null;
}

const usual = {
  invoice_id: 'A1',
  stock_code: '10002',
  description: 'LANTERN',
  quantity: 1,
  ordered_at: '2020-01-10 09:30:00',
  unit_price: 2.5,
  customer_id: '7',
  country: 'France',
};

/** A lake in a folder of its own, on which the real steps run. */
export interface OrderLake {
  readonly io: LocalIo;
  /** Adds an upload: order lines, numbered from 2 as in a file with a header; what is left out is as usual. */
  upload(uploadId: string, lines: readonly OrderLine[]): Promise<void>;
  /** Adds an upload from a query that gives the columns of an order line. */
  uploadQuery(uploadId: string, query: string): Promise<void>;
  /** Cleans the uploads by rules that differ from the defaults. */
  clean(uploads: readonly string[], rules?: object): Promise<Receipt>;
  /** Rows of a Parquet file of the run. */
  rows<Row extends object>(step: string, file: string, select: string): Promise<Row[]>;
  close(): Promise<void>;
}

export async function withOrderLake(work: (lake: OrderLake) => Promise<void>): Promise<void> {
  const lake = await openOrderLake();
  try {
    await work(lake);
  } finally {
    await lake.close();
  }
}

export async function openOrderLake(): Promise<OrderLake> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-lake-'));
  const io = openLocalIo(home);
  const { store } = io;
  const lake: OrderLake = {
    io,
    async upload(uploadId, lines) {
      const complete = lines.map((line, i) => ({ line_no: i + 2, ...usual, ...line }));
      const types = { ...orderLineColumns, amount: undefined };
      const typed = `unnest(from_json('${JSON.stringify(complete)}', '[${JSON.stringify(types)}]'))`;
      await lake.uploadQuery(
        uploadId,
        `select line_no, invoice_id, stock_code, description, quantity, ordered_at, unit_price,
          cast(quantity * unit_price as decimal(18, 4)) as amount, customer_id, country,
          state, currency, customer_email, customer_phone
        from (select unnest(line) from (select ${typed} as line))`,
      );
    },
    async uploadQuery(uploadId, query) {
      await withDuckdb(async (engine) => {
        await store.writeFile(lakeKey(dataset, uploadId, 'parquet'), (path) =>
          writeParquet(engine, query, path),
        );
      });
      const counts = { file: `${uploadId}.csv`, read: 3, kept: 2, rejected: 1 };
      await store.write(lakeKey(dataset, uploadId, 'json'), JSON.stringify(counts));
    },
    async clean(uploads, rules = {}) {
      const plan = { ...task, rules: completeRules(rules), uploads, previousRunId: null };
      await store.write(runKey(runId, 'plan', 'plan.json'), JSON.stringify(plan));
      await clean(task, io);
      return readJson<Receipt>(store, runKey(runId, 'clean', 'receipt.json'));
    },
    async rows<Row extends object>(step: string, file: string, select: string) {
      const path = await store.openFile(runKey(runId, step, file));
      return withDuckdb((engine) => engine.query<Row>(select.replaceAll('$file', parquetTable(path))));
    },
    async close() {
      await io.close();
      await rm(home, { recursive: true, force: true });
    },
  };
  return lake;
}
