import { addDays } from '../../../../core/dates/add-days.js';
import { fitScaler } from '../../../../core/embed/fit-scaler.js';
import { encodeModel } from '../../../../core/model/encode-model.js';
import { notYet } from '../../../../core/portfolio/segment-flow.js';
import { runKey } from '../../../../core/runs/keys.js';
import { type OrderLake, type OrderLine, withOrderLake } from '../../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from '../run-study.js';
import { labelled, lastDay, linesWithin, moneyOf, yearOfOrders } from '../year-of-orders.js';

/** Two clusters by revenue, 0 and 1000; whoever spent 500 or more is an Insider. */
async function writeModel({ io }: OrderLake): Promise<void> {
  const scaler = fitScaler({ data: Float64Array.of(0, 1000), rows: 2, cols: 1 }, ['gross_revenue'], {
    scales: { gross_revenue: 'minMax' },
  });
  const { document } = encodeModel({
    ...{
      dataset: 'shop',
      runId: 'shop-1',
      scaler,
      map: { space: 'scaled' },
      arrays: {},
      goneAfterDays: null,
    },
    fitted: {
      ...{ model: 'kmeans', k: 2, centers: [[0], [1]] },
      ...{ inertia: 0, iterations: 1, converged: true },
    },
    segments: [
      { segmentId: 1, labels: [], goneLabels: [], name: 'Insiders', isInsiders: true },
      { segmentId: 2, labels: [0, 1], goneLabels: [0, 1], name: 'Others', isInsiders: false },
    ],
    enter: [[{ feature: 'gross_revenue', bound: 'atLeast', cutoff: 500 }]],
  });
  await io.store.write(runKey('shop-1', 'profile', 'model.json'), document);
}

async function portfolioOf(lines: readonly OrderLine[]): Promise<StudyRows> {
  let rows: StudyRows | undefined;
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    await lake.clean(['u1']);
    await writeMembers(lake, labelled(lines));
    await writeModel(lake);
    rows = await runStudy(lake, 'portfolio');
  });
  return rows!;
}

/** Eight products, each order of one. */
const lines = yearOfOrders({ nCustomers: 120, days: 300 }).map((line, i) => ({
  ...line,
  stock_code: `P${i % 8}`,
  description: `PRODUCT ${i % 8}`,
  country: Number(line.customer_id!.slice(1)) % 3 === 0 ? 'France' : 'Ireland',
}));

let found: StudyRows;
beforeAll(async () => {
  found = await portfolioOf(lines);
});

const insiders = new Set(labelled(lines).Insiders);

test('each month of each segment has the money, orders and customers of the raw lines', () => {
  for (const row of found.tables.segment_months!) {
    const own = lines.filter(
      ({ customer_id, ordered_at }) =>
        insiders.has(customer_id!) === (row.segment_id === '1') &&
        ordered_at!.slice(0, 7) === row.month!.slice(0, 7),
    );
    expect(Number(row.revenue)).toBeCloseTo(moneyOf(own), 6);
    expect(row).toMatchObject({
      orders: String(own.length),
      customers: String(new Set(own.map((line) => line.customer_id)).size),
    });
  }
  const sold = found.tables.segment_months!.reduce((sum, row) => sum + Number(row.revenue), 0);
  expect(sold).toBeCloseTo(moneyOf(lines), 6);
});

test('each day with an order has its orders and money', () => {
  const days = new Set(lines.map((line) => line.ordered_at!.slice(0, 10)));
  expect(found.tables.order_days!.map(({ day }) => day)).toEqual([...days].sort());
  for (const row of found.tables.order_days!) {
    const own = lines.filter((line) => line.ordered_at!.startsWith(row.day!));
    expect(row.orders).toBe(String(own.length));
    expect(Number(row.revenue)).toBeCloseTo(moneyOf(own), 6);
  }
});

test('customers stand where what they had spent by the earlier day puts them', () => {
  const last = lastDay(lines);
  const since = addDays(last, -91);
  const until = linesWithin(lines, '', since);
  const expected = new Map<string, number>();
  for (const id of new Set(lines.map((line) => line.customer_id!))) {
    const own = until.filter((line) => line.customer_id === id);
    const before = own.length === 0 ? notYet : moneyOf(own) >= 500 ? 1 : 2;
    const key = `${before} ${insiders.has(id) ? 1 : 2}`;
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  // The heavy customers who had not spent enough by then are among them.
  expect(expected.get('2 1')).toBeGreaterThan(0);
  const flows = found.tables.segment_flows!;
  expect(new Map(flows.map((row) => [`${row.before_id} ${row.after_id}`, Number(row.customers)]))).toEqual(
    expected,
  );
  expect(new Set(flows.map((row) => row.since))).toEqual(new Set([since]));
});

test('products and countries have their money and the share of the Insiders', () => {
  expect(found.tables.mapped_products).toHaveLength(8);
  for (const row of found.tables.mapped_products!) {
    const own = lines.filter((line) => line.stock_code === row.stock_code);
    const theirs = own.filter((line) => insiders.has(line.customer_id!));
    expect(Number(row.revenue)).toBeCloseTo(moneyOf(own), 6);
    expect(Number(row.insiders_share)).toBeCloseTo(moneyOf(theirs) / moneyOf(own), 9);
  }
  const countries = found.tables.country_sales!;
  expect(countries.reduce((sum, row) => sum + Number(row.revenue_share), 0)).toBeCloseTo(1, 9);
  expect(countries.reduce((sum, row) => sum + Number(row.insiders), 0)).toBe(insiders.size);
  expect(found.tables.told_pictures!.map(({ topic }) => topic).sort()).toEqual([
    ...['orders_calendar', 'product_map', 'revenue_months', 'segment_flow'],
  ]);
  expect(found.document.refusals).toEqual([]);
});

test('of three weeks, no country and no products every picture is refused in a sentence', async () => {
  const few = yearOfOrders({ nCustomers: 40, days: 20 }).map((line) => ({
    ...line,
    ...{ stock_code: null, country: null },
  }));
  const { document, tables } = await portfolioOf(few);
  expect(document.refusals.map(({ topic }) => topic).sort()).toEqual([
    ...['countries_sold', 'orders_calendar', 'product_map', 'revenue_months', 'segment_flow'],
  ]);
  expect(document.refusals.every(({ reason }) => /^[A-Z].*\.$/.test(reason))).toBe(true);
  expect(Object.values(tables).flat()).toEqual([]);
});
