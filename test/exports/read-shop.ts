import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withJoined } from '../../bin/joined-files.js';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { defaultRules } from '../../core/rules/rules.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import { withDuckdb } from '../../io/duckdb-engine.js';
import type { Engine } from '../../io/engine.js';
import { openLocalIo } from '../../io/local-io.js';
import { parquetTable } from '../../io/parquet.js';
import { putUploads } from '../../io/put-upload.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';
import { clean } from '../../lambdas/clean/clean.js';
import { ingest, type UploadDocument } from '../../lambdas/ingest/ingest.js';
import { plan } from '../../lambdas/plan/plan.js';

/** What the tool makes of a shop's files, as the steps after cleaning see it. */
export interface Shop extends Figures {
  readonly receipt: Receipt;
  /** What was recognised, per upload. */
  readonly recognised: readonly UploadDocument[];
  /** Every sentence that was said about the files. */
  readonly notes: string;
  /** The currencies that were recognised: none, or the one in which `goods` are counted. */
  readonly currencies: readonly string[];
  /** Orders that count, including those of which nobody knows who bought. */
  readonly ordersThatCount: number;
  /** First and last day of these. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Money of the purchases per day, ISO. A day and a month that have been swapped show here. */
  readonly goodsPerDay: Readonly<Record<string, number>>;
}

/** Counted over the purchases and returns of known customers. */
export interface Figures {
  readonly orders: number;
  readonly customers: number;
  readonly lines: number;
  /** Money of the purchases, and of the returns without their minus. */
  readonly goods: number;
  readonly refunds: number;
  readonly returnLines: number;
}

export interface ReadShopOptions {
  /** Rules that differ from the defaults. */
  readonly rules?: Readonly<Record<string, object>>;
  /** Opening an engine takes longer than reading a small file: many cases share one. */
  readonly withEngine?: StepIo['withEngine'];
  /** Cleans once instead of twice: the customers that rules make up for anonymous orders are told by their names. */
  readonly isQuick?: boolean;
}

const dataset = 'shop';
const startedAt = '2026-11-30T12:00:00.000Z';

/**
 * Plans, ingests and cleans files as a run does, with the real steps, store and engine, and counts what came out.
 * @throws UserError if the tool refuses
 */
export async function readShop(
  paths: readonly string[],
  { rules = {}, withEngine = withDuckdb, isQuick = false }: ReadShopOptions = {},
): Promise<Shop> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-exports-'));
  const io: StepIo = { ...openLocalIo(home), withEngine };
  try {
    const reading = { ...defaultRules.reading, ...rules.reading };
    const keys = await withJoined(
      paths,
      reading,
      (files) => putUploads(join(home, 'store'), dataset, files),
      { report: () => {} },
    );
    const everybody = { ...rules, cleaning: { ...rules.cleaning, anonymous: 'perInvoice' } };
    if (isQuick) {
      const all = await run(io, everybody, keys);
      return await describeShop(io, all, all);
    }
    const known = await run(io, rules, keys);
    return await describeShop(io, known, await run(io, everybody));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

interface Run {
  readonly runId: string;
  readonly uploads: readonly string[];
}

async function run(io: StepIo, rules: object, files?: readonly string[]): Promise<Run> {
  const planned = await plan({ dataset, startedAt, rules, files }, io);
  const { runId } = planned;
  for (const file of planned.files) await ingest({ dataset, runId, ...file }, io);
  await clean({ dataset, runId }, io);
  const { uploads } = await readJson<Run>(io.store, runKey(runId, 'plan', 'plan.json'));
  return { runId, uploads };
}

async function describeShop(io: StepIo, known: Run, all: Run): Promise<Shop> {
  const recognised = await Promise.all(
    known.uploads.map((id) => readJson<UploadDocument>(io.store, lakeKey(dataset, id, 'json'))),
  );
  const receipt = await readJson<Receipt>(io.store, runKey(known.runId, 'clean', 'receipt.json'));
  return {
    receipt,
    recognised,
    notes: recognised.flatMap(({ notes }) => notes).join('\n'),
    currencies: [...new Set(recognised.flatMap(currencyOf))],
    ...(await io.withEngine((engine) => count(engine, io, known.runId, all.runId))),
  };
}

/** Where an upload's currency was recognised, it stands in its document. */
function currencyOf(document: UploadDocument): string[] {
  const { currency } = document as { currency?: string | null };
  return currency ? [currency] : [];
}

type Counted = Omit<Shop, 'receipt' | 'recognised' | 'notes' | 'currencies'>;

/** A made-up customer is no known one. */
const known = `customer_id <> 'anonymous-' || invoice_id`;

const countSql = ({ purchases, returns, all }: Record<'purchases' | 'returns' | 'all', string>) => `
  select * from
    (select count(*) as lines, count(distinct invoice_id) as orders, count(distinct customer_id) as customers,
      coalesce(sum(amount), 0) as goods from ${purchases} where ${known}),
    (select count(*) as "returnLines", coalesce(-sum(amount), 0) as refunds from ${returns} where ${known}),
    (select count(distinct invoice_id) as "ordersThatCount",
      cast(cast(min(ordered_at) as date) as varchar) as "firstDay",
      cast(cast(max(ordered_at) as date) as varchar) as "lastDay" from ${all})`;

async function count(engine: Engine, { store }: StepIo, known: string, all: string): Promise<Counted> {
  const table = async (runId: string, outcome: 'purchases' | 'returns') =>
    parquetTable(await store.openFile(runKey(runId, 'clean', `${outcome}.parquet`)));
  const tables = {
    purchases: await table(known, 'purchases'),
    returns: await table(known, 'returns'),
    all: await table(all, 'purchases'),
  };
  const [counted] = await engine.query<Omit<Counted, 'goodsPerDay'>>(countSql(tables));
  return { ...counted!, goodsPerDay: await countPerDay(engine, tables.purchases) };
}

async function countPerDay(engine: Engine, purchases: string): Promise<Record<string, number>> {
  const days = await engine.query<{ day: string; goods: number }>(
    `select cast(cast(ordered_at as date) as varchar) as day, sum(amount) as goods
    from ${purchases} where ${known} group by day order by day`,
  );
  return Object.fromEntries(days.map(({ day, goods }) => [day, goods]));
}
