import { type OrderLake, type OrderLine, openOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';

/** Forty customers in two segments: customer i has i orders of i pieces each at 2; and one line has no customer. */
const ids = Array.from({ length: 40 }, (_, i) => String(i + 1).padStart(2, '0'));
const lines: OrderLine[] = ids.flatMap((customer_id, i) =>
  Array.from({ length: i + 1 }, (_, order) => ({
    ...{ customer_id, quantity: i + 1, unit_price: 2, invoice_id: `${customer_id}-${order}` },
    ordered_at: `2020-${String(1 + (order % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`,
  })),
);

let lake: OrderLake;
let study: StudyRows;
beforeAll(async () => {
  lake = await openOrderLake();
  await lake.upload('u1', [...lines, { customer_id: null, quantity: 7, invoice_id: 'none' }]);
  await lake.clean(['u1']);
  await writeMembers(lake, { Insiders: ids.slice(20), Others: ids.slice(0, 20) });
  study = await runStudy(lake, 'explore');
});
afterAll(() => lake.close());

const rows = (select: string) => lake.rows('featurize', 'customers.parquet', select);
const numbers = (table: string, column: string) =>
  study.tables[table]!.map((row) => (row[column] === null ? null : Number(row[column])));
const of = (table: string, where: Record<string, string>) =>
  study.tables[table]!.filter((row) => Object.entries(where).every(([name, value]) => row[name] === value));

test('a column is described as read and as kept', () => {
  // 1 + 2 + … + 40 = 820 lines of customers, and one of nobody.
  expect(of('column_figures', { column_name: 'customer_id' })).toMatchObject([
    { stage: 'read', lines: '821', missing: '1', distinct_values: '40', mean: null },
    { stage: 'kept', lines: '820', missing: '0', distinct_values: '40', mean: null },
  ]);
  // Sum of i² / 820 = 22140 / 820 = 27. Half of the 820 lines are of customers up to 28 (406) or 29 (435).
  expect(of('column_figures', { column_name: 'quantity', stage: 'kept' })).toMatchObject([
    { least: '1', median: '29', mean: '27', most: '40' },
  ]);
});

test('every customer whose feature is known is in one of its bins', async () => {
  const [known] = await rows('select count(avg_gap_days) as known, count(*) as customers from $file');
  const total = (feature: string) =>
    of('feature_bins', { feature }).reduce((sum, { customers }) => sum + Number(customers), 0);
  expect({ known: total('avg_gap_days'), customers: total('invoices') }).toEqual(known);
});

test('what is the same for everybody is left out: nothing has come back', () => {
  expect(of('feature_bins', { feature: 'gross_revenue' })).not.toEqual([]);
  expect(of('feature_bins', { feature: 'returned_value' })).toEqual([]);
});

test('a segment’s quantiles are those of its own customers', () => {
  // Customers 21 to 40 have as many orders: the 5th of 20 has 25, the 10th 30.
  expect(of('feature_quantiles', { feature: 'invoices', segment_id: '1' })).toMatchObject([
    { p5: '21', p25: '25', p50: '30', p75: '35', p95: '39' },
  ]);
});

test('correlations are those of the ranks', async () => {
  const [expected] = await rows(
    `select corr(a, b) as value from (
       select rank() over (order by invoices) as a, rank() over (order by gross_revenue) as b from $file)`,
  );
  const [found] = of('rank_correlations', { feature: 'invoices', other_feature: 'gross_revenue' });
  expect(Number(found!.correlation)).toBeCloseTo((expected as { value: number }).value, 9);
  expect(
    new Set(numbers('rank_correlations', 'correlation').map((value) => value! <= 1 && value! >= -1)),
  ).toEqual(new Set([true]));
});

test('the space has its components, its tree, its curve with one knee, and a sample by name', () => {
  expect(numbers('component_variances', 'cumulative').at(-1)).toBeCloseTo(1, 9);
  expect(Number(study.tables.tree_merges![0]!.customers)).toBe(40);
  expect(of('distance_curve', { is_knee: 'true' })).toHaveLength(1);
  const sampled = new Set(study.tables.sampled_customers!.map(({ customer_id }) => customer_id));
  expect([...sampled].sort()).toEqual(ids);
  const revenue = of('sampled_customers', { feature: 'gross_revenue' });
  const scaled = revenue.map(({ customer_id, scaled }) => [customer_id, Number(scaled)] as const);
  expect([...scaled].sort((a, b) => a[1] - b[1]).map(([id]) => id)).toEqual(ids);
});
