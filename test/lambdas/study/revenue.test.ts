import { runKey } from '../../../core/runs/keys.js';
import type { Plan } from '../../../core/runs/plan.js';
import { readJson } from '../../../io/read-json.js';
import { type OrderLake, type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, yearOfOrders } from './year-of-orders.js';

const cents = (rows: readonly Record<string, string | null>[], column: string) =>
  rows.reduce((sum, row) => sum + Math.round(100 * Number(row[column])), 0);

const parts = ['by_customers', 'by_mix', 'by_frequency', 'by_value'];
const kinds = ['from_new', 'from_won_back', 'from_kept', 'from_lost'];

/** Whatever way a change is told, it is the same change, to the cent. */
function expectToAddUp({ tables }: StudyRows): void {
  const {
    revenue_changes: changes,
    revenue_change_segments: segments,
    revenue_change_products: products,
  } = tables;
  for (const change of changes!) {
    const whole = Math.round(100 * Number(change.change));
    const own = (rows: typeof changes) => rows!.filter(({ comparison }) => comparison === change.comparison);
    for (const names of [parts, kinds]) {
      expect(names.reduce((sum, name) => sum + cents([change], name), 0)).toBe(whole);
      for (const name of names) expect(cents(own(segments), name)).toBe(cents([change], name));
    }
    for (const name of ['revenue_before', 'revenue_now', 'change']) {
      expect(cents(own(segments), name)).toBe(cents([change], name));
      if (products!.length > 0) expect(cents(own(products), name)).toBe(cents([change], name));
    }
  }
}

const order = (customer_id: string, day: string, unit_price: number, stock_code = 'A'): OrderLine => ({
  ...{
    customer_id,
    unit_price,
    stock_code,
    invoice_id: `${customer_id}-${day}`,
    ordered_at: `${day} 10:00:00`,
  },
});

test('by hand: who is new, won back, kept and lost, and what each brought', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      // 28 days until 30 June are compared with the 28 before, until 2 June.
      order('first', '2020-04-20', 1),
      ...[order('kept', '2020-06-02', 10), order('kept', '2020-06-03', 25, 'B')],
      ...[order('back', '2020-04-25', 7), order('back', '2020-06-10', 5)],
      order('lost', '2020-05-06', 8),
      order('new', '2020-06-30', 3.33),
      order('gone', '2020-05-05', 100),
    ]);
    await lake.clean(['u1']);
    await writeMembers(lake, { Insiders: ['kept'], Others: ['first', 'back', 'lost', 'new', 'gone'] });
    const found = await runStudy(lake, 'revenue');
    expectToAddUp(found);
    expect(found.tables.revenue_changes).toMatchObject([
      {
        ...{ comparison: 'before', now_from: '2020-06-03', now_to: '2020-06-30', before_from: '2020-05-06' },
        ...{ revenue_before: '18', revenue_now: '33.33', change: '15.33' },
        ...{ from_new: '3.33', from_won_back: '5', from_kept: '15', from_lost: '-8' },
        ...{ new_customers: '1', won_back_customers: '1', kept_customers: '1', lost_customers: '1' },
      },
    ]);
    const products = found.tables.revenue_change_products!.map(({ stock_code, change }) => [
      stock_code,
      change,
    ]);
    expect(products).toEqual([
      ['B', '25'],
      ['A', '-9.67'],
      [null, '0'],
    ]);
    expect(found.document.refusals).toEqual([]);
  }));

/** What the run has stored, as if it had been another one. */
async function renameRun({ io: { store } }: OrderLake, from: string, to: string): Promise<void> {
  for (const { key } of await store.list(`runs/${from}/`)) {
    await store.write(key.replace(from, to), await store.read(key));
  }
}

test('two years of odd prices: three comparisons, each of which adds up in every way, and sums that are the shop’s own', () =>
  withOrderLake(async (lake) => {
    const lines = yearOfOrders({ nCustomers: 80, days: 560 }).map((line, i) => ({
      ...line,
      stock_code: `P${i % 130}`,
      unit_price: Math.round(1000 * line.unit_price!) / 1000 + 0.0001 * (i % 7),
    }));
    await lake.upload('u1', lines.slice(0, 400));
    await lake.upload('u2', lines.slice(400));
    await lake.clean(['u1']);
    await writeMembers(lake, labelled(lines.slice(0, 400)));
    await renameRun(lake, 'shop-1', 'shop-0');
    await lake.clean(['u1', 'u2']);
    const key = runKey('shop-1', 'plan', 'plan.json');
    const plan = await readJson<Plan>(lake.io.store, key);
    await lake.io.store.write(key, JSON.stringify({ ...plan, previousRunId: 'shop-0' }));
    await writeMembers(lake, labelled(lines));
    const found = await runStudy(lake, 'revenue');
    expectToAddUp(found);
    expect(found.tables.revenue_changes!.map(({ comparison }) => comparison)).toEqual([
      'before',
      'year',
      'run',
    ]);
    for (const row of found.tables.revenue_changes!) {
      if (row.comparison === 'run') continue;
      const [own] = await lake.rows<{ revenue: number }>(
        'clean',
        'purchases.parquet',
        `select round(sum(amount) filter (where cast(ordered_at as date) between date '${row.now_from}' and date '${row.now_to}'), 2)::double as revenue from $file`,
      );
      expect(Number(row.revenue_now)).toBeCloseTo(own!.revenue, 6);
    }
    expect(
      found.tables.revenue_change_products!.filter(({ comparison }) => comparison === 'year'),
    ).toHaveLength(101);
  }));

test('three weeks of data, and orders without products: refused in a sentence, the rest is there', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [order('a', '2020-06-01', 5), order('b', '2020-06-20', 5)]);
    await lake.clean(['u1']);
    await writeMembers(lake, { Insiders: ['a'], Others: ['b'] });
    const short = await runStudy(lake, 'revenue');
    expect(short.document.refusals.map(({ topic }) => topic)).toEqual([
      ...['revenue_bridge', 'revenue_by_customers', 'revenue_by_segment', 'revenue_by_product'],
    ]);
    expect(short.document.refusals[0]!.reason).toBe(
      'Two stretches of 28 days are compared; the orders cover 20 days.',
    );
    const bare = ['2020-04-20', '2020-05-20', '2020-06-20'].map((day) => ({
      ...order('a', day, 5),
      stock_code: null,
    }));
    await lake.upload('u2', [...bare, { ...order('b', '2020-06-20', 5), stock_code: null }]);
    await lake.clean(['u2']);
    await writeMembers(lake, { Insiders: ['a'], Others: ['b'] });
    const { document, tables } = await runStudy(lake, 'revenue');
    expect(document.refusals).toEqual([
      { topic: 'revenue_by_product', reason: 'The orders name no products.' },
    ]);
    expect(tables.revenue_changes).toHaveLength(1);
  }));
