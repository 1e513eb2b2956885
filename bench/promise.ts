import { existsSync } from 'node:fs';
import { daysOf } from '../core/forecast/months.js';
import { orderDays } from '../core/forecast/order-days.js';
import { besideModel } from '../core/promise/beside-model.js';
import type { drawRule } from '../core/promise/draw-rule.js';
import { elect } from '../core/promise/elect.js';
import { nextShare } from '../core/promise/next-share.js';
import { type OrderHistory, spentWithin, standingAt } from '../core/promise/order-history.js';
import { type PastElection, pastElections } from '../core/promise/past-elections.js';
import { createRandom } from '../core/random/random.js';
import { type Kind, type Planted, plantedShop } from '../core/sample/planted-shop.js';
import { cdnow, twoYears } from './real-orders.js';
import { sampleOrders } from './sample-orders.js';

const level = 0.8;
const table = (rows: readonly object[]) => console.table(rows);
const share = (value: number) => value.toFixed(3);

/** The promise on real and sample shops, by origin; then on planted ones, whose best customers are known. */
export async function benchPromise(): Promise<void> {
  await benchOrigins();
  benchPlanted();
  benchCrowds();
}

async function benchOrigins(): Promise<void> {
  const shops: [string, () => Promise<OrderHistory>, number][] = [
    ['two-year file', twoYears.read, 0.066],
    ['CDNOW', cdnow.read, 0.07],
    ...[42, 7, 11].map(
      (seed) =>
        [`sample ${seed}`, async () => sampleOrders(seed), 0.09] as [
          string,
          () => Promise<OrderHistory>,
          number,
        ],
    ),
  ];
  const rows: object[] = [];
  const means: object[] = [];
  for (const [name, read, size] of shops) {
    const missing = [twoYears, cdnow].find((one) => one.read === read && !one.files.every(existsSync));
    if (missing) {
      console.log(`LEFT OUT: ${name}: ${missing.files.join(' or ')} is not there`);
      continue;
    }
    const history = await read();
    const end = history.days.reduce((last, day) => Math.max(last, day), 0);
    for (const months of [3, 6, 12]) {
      const horizonDays = daysOf(months);
      const past = pastElections(history, end, { horizonDays, share: size });
      const elections = besideModel(history, past.elections, horizonDays);
      if (elections.length === 0) continue;
      const models = elections.map(({ byModel }) => byModel ?? Number.NaN);
      const mean = (of: (one: PastElection) => number) =>
        elections.reduce((sum, one) => sum + of(one), 0) / elections.length;
      const row = (of: (key: Figure) => number, model: number) => ({
        elected: share(of('captured')),
        'past revenue': share(of('byRevenue')),
        'last year': share(of('byLastYear')),
        'BG/NBD x GG': Number.isNaN(model) ? 'runs away' : share(model),
        'by lot': share(of('byChance')),
        'best possible': share(of('bestPossible')),
      });
      elections.forEach((one, i) => {
        if (i % 3 !== 0 || name.startsWith('sample')) return;
        const on = new Date(one.day * 86_400_000).toISOString().slice(0, 10);
        rows.push({ shop: name, 'elected on': on, days: horizonDays, ...row((key) => one[key], models[i]!) });
      });
      const known = models.filter((value) => !Number.isNaN(value));
      means.push({
        ...{ shop: name, days: horizonDays, origins: elections.length },
        ...row((key) => mean((one) => one[key]), known.reduce((a, b) => a + b, 0) / known.length),
        'elected, where BG/NBD holds': share(meanWhere(elections, models, (one) => one.captured)),
        'behind past revenue': elections.filter((one) => one.captured < one.byRevenue).length,
        'of best possible': share(mean((one) => one.captured) / mean((one) => one.bestPossible)),
        'interval holds': coverageOf(history, end, horizonDays, size),
      });
    }
  }
  console.log('each third origin');
  table(rows);
  console.log('means over all origins, a month apart');
  table(means);
}

/** What is known of every election. */
type Figure = Exclude<keyof PastElection, 'byModel'>;

/** The mean over those elections for which the model holds, which is what it compares with. */
function meanWhere(
  elections: readonly PastElection[],
  models: readonly number[],
  of: (one: PastElection) => number,
): number {
  const there = elections.filter((_, i) => !Number.isNaN(models[i]!));
  return there.reduce((sum, one) => sum + of(one), 0) / there.length;
}

/** Of elections whose outcome is known, how many brought what the interval said on the day they were held. */
function coverageOf(history: OrderHistory, end: number, horizonDays: number, size: number): string {
  const options = { horizonDays, share: size };
  const { elections } = pastElections(history, end, options);
  const held = elections.flatMap((one) => {
    const known = pastElections(history, one.day, options).elections;
    if (known.length < 2) return [];
    const next = nextShare(known, {
      ...{ stepDays: daysOf(1), horizonDays, historyDays: one.historyDays, level },
    });
    return [Number(one.captured >= next.low && one.captured <= next.high)];
  });
  return `${held.reduce((sum, one) => sum + one, 0)} of ${held.length}`;
}

const kind = (part: number, gapDays: number, money: number, leaving = 0.3): Kind => ({
  ...{ share: part, gapDays, money, leaving },
});

/** Shops whose first kind is the best. */
const kindsOf: Record<string, readonly Kind[]> = {
  'weekly, two kinds': [kind(0.1, 6, 60), kind(0.9, 10, 25)],
  'weekly, three kinds': [kind(0.08, 4, 80, 0.2), kind(0.3, 7, 40), kind(0.62, 20, 25, 0.6)],
  'monthly, two kinds': [kind(0.1, 20, 120), kind(0.9, 60, 50)],
  'four kinds': [kind(0.1, 15, 200), kind(0.2, 30, 80), kind(0.3, 60, 60), kind(0.4, 120, 40, 0.6)],
  'six kinds': [
    ...[kind(0.07, 20, 300), kind(0.1, 30, 120), kind(0.2, 60, 60)],
    ...[kind(0.2, 40, 30), kind(0.23, 90, 50), kind(0.2, 150, 40)],
  ],
  'the best 2.3 %': [kind(0.023, 15, 400), kind(0.977, 60, 50)],
  'yearly, two kinds': [kind(0.1, 120, 300, 0.1), kind(0.9, 365, 80, 0.1)],
};
const nShops = 20;

function planted(
  name: string,
  kinds: readonly Kind[],
  customers: number,
  noise: number,
  seed: number,
): Planted {
  const isSlow = name.startsWith('yearly');
  return plantedShop(
    {
      ...{ kinds, customers, days: isSlow ? 1095 : seed % 2 ? 365 : 730, futureDays: 365, arriving: 0.5 },
      ...{ spread: { customers: noise, orders: 0.5 }, season: 0.4, promotions: [100, 250] },
    },
    createRandom(`${name} ${customers} ${noise} ${seed}`),
  );
}

function electIn({ history, day }: Planted, bestShare: number) {
  const now = standingAt(history, day);
  // Whoever comes later is not there yet.
  const rows = Int32Array.from(now.customers);
  const known = pick(history, rows);
  const standing = { revenue: now.revenue, orders: now.orders, recencyDays: now.recencyDays };
  const elected = elect({
    ...{ history: known, day, asOf: new Date(day * 86_400_000).toISOString(), standing, seed: 1 },
    ...{ largest: { revenue: 'A', orders: 'B' }, bestGroup: Math.round(bestShare * rows.length) },
    ...{ largestShare: 0.1, horizonMonths: [3, 6, 12], level, before: null, standsDays: 90 },
  });
  return { elected, rows, standing };
}

function pick(history: OrderHistory, rows: Int32Array): OrderHistory {
  const entries = Array.from(rows).flatMap((i, at) =>
    Array.from({ length: history.starts[i + 1]! - history.starts[i]! }, (_, n) => ({
      ...{ at, entry: history.starts[i]! + n },
    })),
  );
  const column = (of: (entry: { at: number; entry: number }) => number) => Float64Array.from(entries, of);
  return {
    ...orderDays(rows.length, {
      customer: column(({ at }) => at),
      day: column(({ entry }) => history.days[entry]!),
      value: column(({ entry }) => history.values[entry]!),
    }),
    orderCounts: Int32Array.from(entries, ({ entry }) => history.orderCounts[entry]!),
  };
}

function benchPlanted(): void {
  const rows = [];
  for (const [name, kinds] of Object.entries(kindsOf)) {
    for (const [customers, noise] of [
      [200, 0.2],
      [200, 0.6],
      [1000, 0.2],
      [1000, 0.6],
      [5000, 0.4],
    ] as const) {
      const found = { elections: 0, precision: 0, recall: 0, byRevenue: 0, captured: 0, revenue: 0, best: 0 };
      let [right, covered, told, dominated] = [0, 0, 0, 0];
      const shops = customers === 5000 ? 5 : nShops;
      for (let seed = 0; seed < shops; seed++) {
        const shop = planted(name, kinds, customers, noise, seed);
        const { elected, rows: known, standing } = electIn(shop, kinds[0]!.share);
        if (elected.rule === null) continue;
        found.elections++;
        const members = Array.from(elected.isMember.keys()).filter((i) => elected.isMember[i] === 1);
        const isBest = (i: number) => shop.kinds[known[i]!] === 0 && shop.worth[known[i]!]! > 0;
        const nBest = Math.max(1, Array.from(known.keys()).filter(isBest).length);
        const ranked = Array.from(known.keys()).sort((a, b) => standing.revenue[b]! - standing.revenue[a]!);
        const hits = members.filter(isBest).length;
        found.precision += hits / members.length;
        found.recall += hits / nBest;
        found.byRevenue += ranked.slice(0, members.length).filter(isBest).length / members.length;
        const { horizonDays, next, verdict } = elected.promise;
        const after = spentWithin(shop.history, known, shop.day, shop.day + horizonDays);
        const total = after.reduce((sum, value) => sum + value, 0);
        const taken = (some: readonly number[]) => some.reduce((sum, i) => sum + after[i]!, 0) / total;
        const captured = taken(members);
        const revenue = taken(ranked.slice(0, members.length));
        const most = Array.from(after).sort((a, b) => b - a);
        found.captured += captured;
        found.revenue += revenue;
        found.best += most.slice(0, members.length).reduce((sum, value) => sum + value, 0) / total;
        if (verdict !== 'not proven') {
          told++;
          const held = captured > members.length / known.length && captured >= 0.95 * revenue;
          right += Number((verdict === 'held') === held);
        }
        if (next) covered += Number(captured >= next.low && captured <= next.high);
        dominated += dominatedIn(standing, elected.isMember);
      }
      const mean = (of: keyof typeof found) => (found[of] / found.elections).toFixed(2);
      rows.push({
        ...{ shop: name, customers, noise, elect: `${found.elections} of ${shops}` },
        ...{ precision: mean('precision'), 'by revenue': mean('byRevenue'), recall: mean('recall') },
        ...{ captured: mean('captured'), 'by past revenue': mean('revenue'), 'best possible': mean('best') },
        ...{
          'verdict right': `${right} of ${told}`,
          'interval holds': `${covered} of ${found.elections}`,
          dominated,
        },
      });
    }
  }
  console.log('planted shops: the next months after the election of today');
  table(rows);
}

/** Customers outside who are at least as good in all as somebody inside. */
function dominatedIn(
  { revenue, orders, recencyDays }: Parameters<typeof drawRule>[0],
  isMember: Uint8Array,
): number {
  const members = Array.from(isMember.keys()).filter((i) => isMember[i] === 1);
  return Array.from(isMember.keys()).filter(
    (i) =>
      isMember[i] === 0 &&
      members.some(
        (j) => revenue[i]! >= revenue[j]! && orders[i]! >= orders[j]! && recencyDays[i]! <= recencyDays[j]!,
      ),
  ).length;
}

function benchCrowds(): void {
  const rows = [];
  for (const noise of [0, 0.1]) {
    for (const customers of [200, 1000, 5000]) {
      const shops = customers === 5000 ? 30 : 100;
      let elections = 0;
      for (let seed = 0; seed < shops; seed++) {
        const kinds = [kind(1, [7, 30, 90][seed % 3]!, 50, 0.1 + 0.1 * (seed % 5))];
        if (electIn(planted('crowd', kinds, customers, noise, seed), 0.08).elected.rule !== null) elections++;
      }
      rows.push({ customers, 'spread of customers': noise, crowds: shops, 'elect somebody': elections });
    }
  }
  console.log('crowds of one kind');
  table(rows);
}
