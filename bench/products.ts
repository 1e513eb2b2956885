import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable } from '../bin/terminal/format-table.js';
import { dayNumber, daysOf } from '../core/forecast/months.js';
import { goesTogether } from '../core/products/goes-together.js';
import { measureOffers } from '../core/products/offer-next.js';
import { usualGap } from '../core/promise/order-history.js';
import { createRandom } from '../core/random/random.js';
import { sampleGrocer } from '../core/sample/grocer/sample-grocer.js';
import { sampleShop } from '../core/sample/sample-shop.js';
import type { Engine } from '../io/engine.js';
import { openLocalIo } from '../io/local-io.js';
import { parquetTable } from '../io/parquet.js';
import { clean } from '../lambdas/clean/clean.js';
import { ingest } from '../lambdas/ingest/ingest.js';
import { plan } from '../lambdas/plan/plan.js';
import { readOrderDays } from '../lambdas/study/customers/read-order-days.js';
import { readProductUse } from '../lambdas/study/products/read-product-use.js';
import { dueProducts } from '../lambdas/study/reorders/due-products.js';
import { expectedDates } from '../lambdas/study/reorders/expected-dates.js';

const horizonDays = daysOf(3);
const folder = '.cache/bench';

/** What lists of products and dates of the past were worth, on the order file and on made-up shops, beside baselines. */
export async function benchProducts(orderFile: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shops: [string, string, boolean][] = [];
  if (existsSync(orderFile)) shops.push(['order file', orderFile, false]);
  else console.log(`LEFT OUT: ${orderFile} is not there`);
  for (const seed of [42, 7]) {
    const file = `${folder}/grocer-${seed}.csv`;
    writeFileSync(file, [...sampleGrocer({ random: createRandom(seed) })].join(''));
    shops.push([`grocer ${seed}`, file, true]);
  }
  const gifts = `${folder}/gifts-42.csv`;
  writeFileSync(gifts, [...sampleShop({ random: createRandom(42) })].join(''));
  shops.push(['gift shop 42', gifts, true]);
  const rows = [];
  const seconds = [];
  for (const [shop, file, isOurs] of shops) {
    const found = await measureShop(file);
    rows.push(...found.rows.map((row) => ({ shop, ...row })));
    seconds.push({ shop, ...found.seconds });
    if (isOurs) rmSync(file);
  }
  console.log(formatTable(rows));
  console.log('Processor time');
  console.log(formatTable(seconds));
}

async function measureShop(file: string) {
  const home = mkdtempSync(`${folder}/home-`);
  try {
    const io = openLocalIo(home);
    mkdirSync(join(home, 'store/uploads/bench'), { recursive: true });
    const key = `uploads/bench/${basename(file)}`;
    copyFileSync(file, join(home, 'store', key));
    const planned = await plan({ dataset: 'bench', files: [key], startedAt: '2026-01-01T00:00:00Z' }, io);
    const run = { dataset: 'bench', runId: planned.runId };
    for (const one of planned.files) await ingest({ ...run, ...one }, io);
    await clean(run, io);
    const path = await io.store.openFile(`runs/${run.runId}/clean/purchases.parquet`);
    return await io.withEngine(async (engine) => {
      // Everybody is in one group here: what is measured asks nothing of segments.
      await engine.run(`
        create view purchases as select * from ${parquetTable(path)};
        create view customers as select customer_id, sum(amount) as gross_revenue from purchases group by customer_id;
        create view members as select distinct customer_id, 1 as segment_id, false as is_insider from purchases`);
      return measureLists(engine);
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureLists(engine: Engine) {
  const rows: object[] = [];
  const seconds: Record<string, string> = {};
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(start);
    seconds[name] = `${((user + system) / 1e6).toFixed(2)} s`;
    return result;
  };
  const [days] = await engine.query<{ from: string; to: string }>(
    `select cast(cast(min(ordered_at) as date) as varchar) as "from", cast(cast(max(ordered_at) as date) as varchar) as "to" from purchases`,
  );
  const [from, day] = [dayNumber(days!.from), dayNumber(days!.to)];
  const customers = await readOrderDays(engine);
  const due = await timed('due list', () =>
    dueProducts(engine, { from, day, gapDays: usualGap(customers.orders, day) }),
  );
  for (const row of tableOf(due.tables, 'due_tests')) rows.push(testRow('what they reorder', row));
  const dates = await timed('dates', () => expectedDates(customers, { from, day, horizonDays, level: 0.8 }));
  for (const row of tableOf(dates.tables, 'order_rhythms')) {
    rows.push({
      ...{ list: `dates, k = ${row.k}`, way: row.model, days: horizonDays, customers: row.measuredDates },
      ...{ right: percent(row.cameWithin / row.measuredDates), served: '', offered: '' },
    });
  }
  await engine.run('drop table study_bounds');
  await timed('next product', async () => {
    const { use } = await readProductUse(engine);
    for (const measured of measureOffers(
      use,
      { day: day - horizonDays, until: day, most: 2000 },
      goesTogether,
    ))
      rows.push(testRow('what to offer next', { ...measured, windowDays: horizonDays, isOffered: '' }));
    goesTogether(use);
  });
  return { rows, seconds };
}

// biome-ignore lint/suspicious/noExplicitAny: rows of a table have its columns
const tableOf = (tables: readonly { table: string; rows: Iterable<object> }[], name: string): any[] => [
  ...tables.find(({ table }) => table === name)!.rows,
];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const testRow = (
  list: string,
  row: Readonly<Record<'way' | 'windowDays' | 'customers' | 'isOffered', unknown>> &
    Readonly<Record<'offered' | 'bought' | 'served', number>>,
) => ({
  ...{ list, way: row.way, days: row.windowDays, customers: row.customers },
  ...{ right: percent(row.bought / row.offered), served: percent(row.served / Number(row.customers)) },
  offered: row.isOffered === true ? 'yes' : '',
});
