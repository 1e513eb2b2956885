import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakeKey, runKey } from '../../core/keys.js';
import type { Receipt } from '../../core/receipt.js';
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
}

const dataset = 'shop';
const startedAt = '2026-11-30T12:00:00.000Z';

/**
 * Plans, ingests and cleans files as a run does, with the real steps, store and engine, and counts what came out.
 * @throws UserError if the tool refuses
 */
export async function readShop(
  paths: readonly string[],
  { rules = {}, withEngine = withDuckdb }: ReadShopOptions = {},
): Promise<Shop> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-exports-'));
  const io: StepIo = { ...openLocalIo(home), withEngine };
  try {
    const keys = await putUploads(join(home, 'store'), dataset, paths);
    const known = await run(io, rules, keys);
    const everybody = { ...rules, cleaning: { ...rules.cleaning, anonymous: 'perInvoice' } };
    const all = await run(io, everybody);
    return await describeShop(io, known, all);
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
  const [figures, whole, goodsPerDay] = await io.withEngine(
    async (engine) =>
      [
        await count(engine, io, known.runId),
        await count(engine, io, all.runId),
        await countPerDay(engine, io, known.runId),
      ] as const,
  );
  return {
    receipt,
    recognised,
    notes: recognised.flatMap(({ notes }) => notes).join('\n'),
    currencies: [...new Set(recognised.flatMap(currencyOf))],
    ...figures.figures,
    ordersThatCount: whole.figures.orders,
    firstDay: whole.firstDay,
    lastDay: whole.lastDay,
    goodsPerDay,
  };
}

/** Where an upload's currency was recognised, it stands in its document. */
function currencyOf(document: UploadDocument): string[] {
  const { currency } = document as { currency?: string | null };
  return currency ? [currency] : [];
}

interface Counted extends Omit<Figures, 'refunds' | 'returnLines'> {
  readonly firstDay: string;
  readonly lastDay: string;
}

const countSql = (table: string) => `
  select count(*) as lines, count(distinct invoice_id) as orders, count(distinct customer_id) as customers,
    coalesce(sum(amount), 0) as goods,
    cast(cast(min(ordered_at) as date) as varchar) as "firstDay",
    cast(cast(max(ordered_at) as date) as varchar) as "lastDay"
  from ${table}`;

const tableOf = async ({ store }: StepIo, runId: string, outcome: 'purchases' | 'returns') =>
  parquetTable(await store.openFile(runKey(runId, 'clean', `${outcome}.parquet`)));

async function countPerDay(engine: Engine, io: StepIo, runId: string): Promise<Record<string, number>> {
  const days = await engine.query<{ day: string; goods: number }>(
    `select cast(cast(ordered_at as date) as varchar) as day, sum(amount) as goods
    from ${await tableOf(io, runId, 'purchases')} group by day order by day`,
  );
  return Object.fromEntries(days.map(({ day, goods }) => [day, goods]));
}

async function count(engine: Engine, io: StepIo, runId: string) {
  const counted = async (outcome: 'purchases' | 'returns') => {
    const [row] = await engine.query<Counted>(countSql(await tableOf(io, runId, outcome)));
    return row!;
  };
  const { firstDay, lastDay, ...purchases } = await counted('purchases');
  const returns = await counted('returns');
  const figures: Figures = { ...purchases, refunds: -returns.goods || 0, returnLines: returns.lines };
  return { figures, firstDay, lastDay };
}
