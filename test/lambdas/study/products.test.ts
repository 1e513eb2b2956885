import { addDays } from '../../../core/dates/add-days.js';
import { createRandom } from '../../../core/random/random.js';
import { lakeKey } from '../../../core/runs/keys.js';
import { sampleGrocer } from '../../../core/sample/grocer/sample-grocer.js';
import { readSample } from '../../core/sample/read-sample.js';
import {
  dataset,
  type OrderLake,
  type OrderLine,
  openOrderLake,
  withOrderLake,
} from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';

const rules = { cleaning: { cancelledWithinDays: null } };

/** Orders of a grocer, with the ten per cent of the customers with most lines as Insiders. */
function groceries(customers: number): OrderLine[] {
  const text = [...sampleGrocer({ random: createRandom(1), customers, months: 8 })].join('');
  return readSample(text).lines.map((line) => ({
    ...{ invoice_id: line.invoice, stock_code: line.stockCode, description: line.description },
    ...{ quantity: line.quantity, unit_price: line.price, ordered_at: `${line.date}:00` },
    customer_id: line.customer,
  }));
}

async function studied(lake: OrderLake, lines: readonly OrderLine[], cleaning: object = rules) {
  await lake.upload('u1', lines);
  await lake.clean(['u1'], cleaning);
  const counts = new Map<string, number>();
  for (const { customer_id } of lines) counts.set(customer_id!, (counts.get(customer_id!) ?? 0) + 1);
  const ids = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
  const top = Math.ceil(ids.length / 10);
  await writeMembers(lake, { Insiders: ids.slice(0, top), Others: ids.slice(top) });
  return { products: await runStudy(lake, 'products'), reorders: await runStudy(lake, 'reorders') };
}

const reasonsOf = ({ document }: StudyRows) =>
  Object.fromEntries(document.refusals.map(({ topic, reason }) => [topic, reason]));

describe('a grocer', () => {
  let lake: OrderLake;
  let found: Awaited<ReturnType<typeof studied>>;
  const lines = groceries(160);
  beforeAll(async () => {
    lake = await openOrderLake();
    found = await studied(lake, lines);
  }, 120_000);
  afterAll(() => lake.close());

  test('nothing is refused but what has no answer there', () => {
    expect(reasonsOf(found.reorders)).toEqual({});
    expect(reasonsOf(found.products)).toEqual({});
  });

  test('the due list is the best way’s, five products a customer at most, bought before', () => {
    const { due_products, due_tests } = found.reorders.tables;
    const share = (row: Record<string, string | null>) => Number(row.bought) / Number(row.offered);
    const offered = due_tests!.filter((row) => row.is_offered === 'true');
    expect(offered).toHaveLength(1);
    expect(Math.max(...due_tests!.map(share))).toBe(share(offered[0]!));
    expect(due_tests!.map((row) => row.way).sort()).toEqual(['due', 'own', 'popular', 'rate']);
    const popular = due_tests!.find((row) => row.way === 'popular')!;
    expect(share(offered[0]!)).toBeGreaterThan(2 * share(popular));
    const perCustomer = new Map<string, number>();
    const bought = new Set(lines.map((line) => `${line.customer_id} ${line.stock_code}`));
    for (const row of due_products!) {
      perCustomer.set(row.customer_id!, (perCustomer.get(row.customer_id!) ?? 0) + 1);
      expect(bought.has(`${row.customer_id} ${row.stock_code}`)).toBe(true);
      expect(row.due_on).toBe(addDays(row.last_on!, Math.round(Number(row.gap_days))));
    }
    expect(Math.max(...perCustomer.values())).toBe(5);
  });

  test('what was bought in the weeks held out is counted as by hand', () => {
    const last = lines
      .reduce((day, line) => (line.ordered_at! > day ? line.ordered_at! : day), '')
      .slice(0, 10);
    const window = Number(found.reorders.tables.due_tests![0]!.window_days);
    const daysOf = new Map<string, Map<string, Set<string>>>();
    for (const { customer_id, stock_code, ordered_at } of lines) {
      const products = daysOf.get(customer_id!) ?? new Map<string, Set<string>>();
      daysOf.set(customer_id!, products);
      products.set(stock_code!, (products.get(stock_code!) ?? new Set()).add(ordered_at!.slice(0, 10)));
    }
    let [customers, bought, offered] = [0, 0, 0];
    for (let origin = 1; origin <= 3; origin++) {
      const known = addDays(last, -origin * window);
      const ends = addDays(known, window);
      for (const products of daysOf.values()) {
        const all = new Set([...products.values()].flatMap((days) => [...days]));
        const isKnown = [...all].some((day) => day <= known);
        const isBack = [...all].some((day) => day > known && day <= ends);
        if (all.size < 3 || !isKnown || !isBack) continue;
        const own = [...products]
          .map(([code, days]) => ({ code, past: [...days].filter((day) => day <= known).sort(), days }))
          .filter(({ past }) => past.length > 0)
          .sort(
            (a, b) =>
              b.past.length - a.past.length ||
              (a.past.at(-1)! < b.past.at(-1)! ? 1 : a.past.at(-1)! > b.past.at(-1)! ? -1 : 0) ||
              (a.code < b.code ? -1 : 1),
          )
          .slice(0, 5);
        customers++;
        offered += own.length;
        bought += own.filter(({ days }) => [...days].some((day) => day > known && day <= ends)).length;
      }
    }
    const row = found.reorders.tables.due_tests!.find(({ way }) => way === 'own')!;
    expect([row.customers, row.offered, row.bought].map(Number)).toEqual([customers, offered, bought]);
  });

  test('dates are given to those who may come, regular ones are told apart, and the past is measured', () => {
    const { next_orders, order_rhythms } = found.reorders.tables;
    const [rhythm] = order_rhythms!;
    expect(Number(rhythm!.dated)).toBe(next_orders!.length);
    expect(Number(rhythm!.k)).toBeGreaterThan(1);
    const regular = next_orders!.filter((row) => row.is_regular === 'true');
    expect(regular.length).toBeGreaterThan(10);
    for (const row of next_orders!) {
      expect(row.earliest_on! <= row.expected_on! && row.expected_on! <= row.latest_on!).toBe(true);
    }
    const share = Number(rhythm!.came_within) / Number(rhythm!.measured_dates);
    expect(share).toBeGreaterThan(0.6);
  });

  test('variants stand together, and Insiders are offered what they have not bought', () => {
    const { product_lifts, next_products } = found.products.tables;
    const milk = product_lifts!.find((row) => /MILK 2L$/.test(row.description!));
    if (milk) expect(Number(milk.variants)).toBeGreaterThan(1);
    const bought = new Set(lines.map((line) => `${line.customer_id} ${line.stock_code}`));
    for (const row of next_products!) expect(bought.has(`${row.customer_id} ${row.stock_code}`)).toBe(false);
  });

  test('offers cost a quarter of what is usual: their share is found', () => {
    const { segment_discounts } = found.products.tables;
    const share = segment_discounts!.map((row) => Number(row.cheap_money) / Number(row.known_money));
    for (const one of share) {
      expect(one).toBeGreaterThan(0.02);
      expect(one).toBeLessThan(0.4);
    }
  });

  test('the order of the lines changes nothing', async () => {
    await withOrderLake(async (other) => {
      const again = await studied(other, [...lines].reverse());
      expect(again.reorders.tables).toEqual(found.reorders.tables);
      expect(again.products.tables).toEqual(found.products.tables);
    });
  }, 120_000);
});

describe('what cannot be answered is said in a sentence, and the rest is there', () => {
  const days = (count: number) => Array.from({ length: count }, (_, i) => addDays('2020-01-01', 7 * i));
  const shop = (customers: number, visits: number, of: (customer: number, visit: number) => OrderLine) =>
    Array.from({ length: customers }, (_, customer) =>
      days(visits).map(
        (day, visit): OrderLine => ({
          ...{
            customer_id: `c${customer}`,
            invoice_id: `${customer}-${visit}`,
            ordered_at: `${day} 10:00:00`,
          },
          ...of(customer, visit),
        }),
      ),
    ).flat();
  const expectReasons = (
    { products, reorders }: { products: StudyRows; reorders: StudyRows },
    count: number,
  ) => {
    const reasons = { ...reasonsOf(products), ...reasonsOf(reorders) };
    expect(Object.keys(reasons)).toHaveLength(count);
    for (const reason of Object.values(reasons)) {
      expect(reason).toMatch(/^[A-Z0-9][\s\S]*\.$/);
      expect(reason).not.toMatch(/NaN|null|undefined|Infinity/);
    }
    return reasons;
  };

  test('no product column: dates are given all the same', () =>
    withOrderLake(async (lake) => {
      const found = await studied(
        lake,
        shop(60, 20, () => ({ stock_code: null })),
      );
      expectReasons(found, 4);
      expect(reasonsOf(found.reorders).products_due).toBe(
        'The orders do not say which products were bought.',
      );
      expect(found.reorders.tables.next_orders!.length).toBe(60);
      expect(found.products.tables.order_gaps).toHaveLength(2);
    }));

  test('one product: it can be due, and nothing else can be offered', () =>
    withOrderLake(async (lake) => {
      const found = await studied(
        lake,
        shop(60, 20, () => ({})),
      );
      const reasons = expectReasons(found, 4);
      expect(Object.keys(reasons).sort()).toEqual([
        'discount_shares',
        'first_purchases',
        'products_due',
        'products_to_offer',
      ]);
    }));

  test('every order one line and nobody back', () =>
    withOrderLake(async (lake) => {
      const found = await studied(
        lake,
        shop(120, 1, (i) => ({ stock_code: `${10_000 + (i % 15)}` })),
      );
      expectReasons(found, 5);
    }));

  test('three weeks', () =>
    withOrderLake(async (lake) => {
      const found = await studied(
        lake,
        shop(80, 3, (i, at) => ({ stock_code: `${10_000 + ((i * at) % 9)}` })),
      );
      const reasons = expectReasons(
        found,
        Object.keys({ ...reasonsOf(found.products), ...reasonsOf(found.reorders) }).length,
      );
      expect(reasons.products_due).toMatch(/^The orders span 15 days; it takes 49/);
    }));

  test('with a discount in the lake it counts, whatever the price', () =>
    withOrderLake(async (lake) => {
      const lines = shop(40, 6, (i) => ({ stock_code: `${10_000 + (i % 4)}`, unit_price: 4 }));
      await lake.upload('u1', lines);
      const key = lakeKey(dataset, 'u1', 'parquet');
      const path = await lake.io.store.openFile(key);
      await lake.uploadQuery(
        'u2',
        `select *, cast(case when line_no % 2 = 0 then 1 else 0 end as decimal(18, 4)) as discount from read_parquet('${path}')`,
      );
      await lake.clean(['u2'], rules);
      const ids = [...new Set(lines.map((line) => line.customer_id!))];
      await writeMembers(lake, { Insiders: ids.slice(0, 4), Others: ids.slice(4) });
      const { tables } = await runStudy(lake, 'products');
      const cheap = tables.segment_discounts!.reduce((sum, row) => sum + Number(row.cheap_money), 0);
      expect(cheap).toBe(4 * 120);
    }));
});
