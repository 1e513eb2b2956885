import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { formatTable } from '../bin/terminal/format-table.js';
import { type BackTest, backTest } from '../core/forecast/back-test.js';
import type { CandidateName } from '../core/forecast/candidates.js';
import { forecastSteadily, outlookAt } from '../core/forecast/forecast-orders.js';
import { daysOf, isoDay } from '../core/forecast/months.js';
import { boughtWithin, firstDay, type OrderDays, orderDays } from '../core/forecast/order-days.js';
import { orderingOf } from '../core/forecast/ordering.js';
import { createRandom } from '../core/random/random.js';
import { sampleShop } from '../core/sample/sample-shop.js';
import { openLocalIo } from '../io/local-io.js';
import { parquetTable } from '../io/parquet.js';
import { clean } from '../lambdas/clean/clean.js';
import { ingest } from '../lambdas/ingest/ingest.js';
import { plan } from '../lambdas/plan/plan.js';

const shared = '../shared/data';
const twoYears = [
  `${shared}/online-retail-2009/online-retail-2009-2010.parquet`,
  `${shared}/online-retail/online-retail.csv.gz`,
];
const cdnow = `${shared}/cdnow/CDNOW_master.txt`;

/** Shops of `insiders sample`: customers, months, seed. */
const sampled = [
  [2000, 30, 42],
  [700, 24, 7],
  [3000, 36, 5],
] as const;

interface Shop {
  readonly name: string;
  readonly orders: OrderDays;
}

/** Forecasts made again as of every month of real and made-up shops, beside their rivals. */
export async function benchForecast(): Promise<void> {
  const shops = await readShops();
  const options = { horizonMonths: [1, 3, 6, 12], bestShare: 0.1, level: 0.8 };
  const tests = shops.map(({ name, orders }) => {
    const from = firstDay(orders);
    const day = orders.days.reduce((last, one) => Math.max(last, one), from);
    const start = process.cpuUsage();
    const tested = backTest(orders, from, day, options);
    const { user, system } = process.cpuUsage(start);
    return { name, orders, from, day, tested, seconds: (user + system) / 1e6 };
  });
  console.log(
    'Mean size of errors, in %; covered: intervals of 80 % that held what came; claimed: error that was to be expected',
  );
  console.log(formatTable(tests.flatMap(({ name, tested }) => errorRows(name, tested))));
  const known = tests.flatMap(({ tested }) => tested.filter(({ group }) => group !== 'new'));
  console.log(
    `All ${known.length} forecasts of known customers: ${share(known, ({ isCovered }) => isCovered)} covered; ` +
      `errors ${mean(known.map(sizeOf))} where ${mean(known.map(({ expectedError }) => expectedError))} was claimed`,
  );
  console.log('Whether as many ordered as was said, six months before the end, within three months');
  console.log(formatTable(tests.flatMap(reliabilityRows)));
  console.log(
    formatTable(
      tests.map(({ name, seconds }) => ({ shop: name, 'processor time': `${seconds.toFixed(2)} s` })),
    ),
  );
}

const sizeOf = ({ error }: BackTest) => Math.abs(error ?? 0);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const mean = (values: readonly number[]) => (values.length === 0 ? '' : (100 * meanOf(values)).toFixed(1));
const share = <T>(items: readonly T[], is: (item: T) => boolean) =>
  `${((100 * items.filter(is).length) / items.length).toFixed(0)} %`;

/** One row per horizon and group: of forecasts that every rival could make too. */
function errorRows(name: string, tested: readonly BackTest[]) {
  const rows = [];
  for (const months of [1, 3, 6, 12]) {
    for (const group of ['all', 'best'] as const) {
      const all = tested.filter(
        (test) => test.months === months && test.group === group && test.error !== null,
      );
      const telling = all.filter(({ years }) => years >= 1);
      const some = telling.length > 0 ? telling : all;
      if (some.length === 0) continue;
      const by = (candidate: CandidateName) =>
        mean(
          some.flatMap(({ candidates, actual }) => {
            const forecast = candidates[candidate];
            return forecast === null ? [] : [Math.abs(forecast / actual - 1)];
          }),
        );
      rows.push({
        ...{ shop: name, months, of: group, forecasts: some.length, ours: mean(some.map(sizeOf)) },
        ...{ 'year ago x share': by('seasonalShare'), 'as before': by('naive'), 'with season': by('growth') },
        ...{ model: by('model'), 'model x season': by('seasonalModel') },
        covered: share(some, ({ isCovered }) => isCovered),
        claimed: mean(some.map(({ expectedError }) => expectedError)),
      });
    }
  }
  return rows;
}

/** Of customers with one order that is long ago, and of all others. */
function reliabilityRows({
  name,
  orders,
  from,
  day,
}: Shop & { readonly from: number; readonly day: number }) {
  const origin = day - daysOf(6);
  const outlook = outlookAt(orders, from, origin);
  const { known } = outlook;
  const steady = forecastSteadily(outlook, 3);
  const expected = steady.orders.map((count) => count * steady.factor);
  const { within } = orderingOf(outlook, { model: steady.model, orders: expected }, 3);
  const came = boughtWithin(orders, known.customers, origin, origin + daysOf(3)).orders;
  const isSilent = (i: number) => known.x[i] === 0 && known.T[i]! > 180;
  return (
    [
      ['one order, over 180 days ago', isSilent],
      ['all others', (i: number) => !isSilent(i)],
    ] as const
  ).map(([title, isIn]) => {
    const members = Array.from(known.customers.keys()).filter(isIn);
    return {
      ...{
        shop: name,
        'made on': isoDay(origin),
        model: steady.model.name,
        customers: title,
        'how many': members.length,
      },
      'were to order, %': mean(members.map((i) => within[i]!)),
      'ordered, %': mean(members.map((i) => Number(came[i]! > 0))),
      'orders expected': meanOf(members.map((i) => expected[i]!)).toFixed(2),
      'orders that came': meanOf(members.map((i) => came[i]!)).toFixed(2),
    };
  });
}

async function readShops(): Promise<Shop[]> {
  mkdirSync('.cache/bench', { recursive: true });
  const shops: Shop[] = [];
  if (twoYears.every(existsSync)) shops.push({ name: 'two years', orders: await readFiles(twoYears) });
  else console.log(`LEFT OUT: ${twoYears.join(', ')} are not there`);
  if (existsSync(cdnow)) shops.push({ name: 'CDNOW', orders: readCdnow() });
  else console.log(`LEFT OUT: ${cdnow} is not there`);
  for (const [customers, months, seed] of sampled) {
    const file = `.cache/bench/sample-${customers}-${months}-${seed}.csv`;
    writeFileSync(file, [...sampleShop({ random: createRandom(seed), customers, months })].join(''));
    shops.push({ name: `sample ${customers}/${months}`, orders: await readFiles([file]) });
    rmSync(file);
  }
  return shops;
}

/** Cleaned by the default rules. */
async function readFiles(files: readonly string[]): Promise<OrderDays> {
  const home = mkdtempSync('.cache/bench/home-');
  try {
    const io = openLocalIo(home);
    mkdirSync(join(home, 'store/uploads/bench'), { recursive: true });
    const keys = files.map((file) => `uploads/bench/${basename(file)}`);
    for (const [i, file] of files.entries()) copyFileSync(file, join(home, 'store', keys[i]!));
    const planned = await plan({ dataset: 'bench', files: keys, startedAt: '2026-01-01T00:00:00Z' }, io);
    const run = { dataset: 'bench', runId: planned.runId };
    for (const file of planned.files) await ingest({ ...run, ...file }, io);
    await clean(run, io);
    const path = await io.store.openFile(`runs/${run.runId}/clean/purchases.parquet`);
    return await io.withEngine(async (engine) => {
      const { customer, day, value } = await engine.columns(`
        select
          dense_rank() over (order by customer_id) - 1 as customer,
          date_diff('day', date '1970-01-01', cast(ordered_at as date)) as day,
          cast(sum(amount) as double) as value
        from ${parquetTable(path)}
        group by customer_id, cast(ordered_at as date)
        order by customer, day`);
      return orderDays(customer!.at(-1)! + 1, { customer: customer!, day: day!, value: value! });
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Customer, day, CDs, dollars; several lines of a day are one day with an order. */
function readCdnow(): OrderDays {
  const days = new Map<string, { customer: number; day: number; value: number }>();
  const customers = new Map<string, number>();
  for (const line of readFileSync(cdnow, 'utf8').trim().split('\n')) {
    const [id, date, , value] = line.trim().split(/\s+/);
    if (!/^\d{8}$/.test(date!)) continue;
    const customer = customers.get(id!) ?? customers.size;
    customers.set(id!, customer);
    const iso = `${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)}`;
    const day = Math.round(Date.parse(iso) / 86_400_000);
    const known = days.get(`${customer} ${day}`);
    if (known) known.value += Number(value);
    else days.set(`${customer} ${day}`, { customer, day, value: Number(value) });
  }
  const rows = [...days.values()].sort((a, b) => a.customer - b.customer || a.day - b.day);
  const column = (name: 'customer' | 'day' | 'value') => Float64Array.from(rows, (row) => row[name]);
  return orderDays(customers.size, {
    customer: column('customer'),
    day: column('day'),
    value: column('value'),
  });
}
