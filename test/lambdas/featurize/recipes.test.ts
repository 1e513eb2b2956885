import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Receipt } from '../../../core/cleaning/receipt.js';
import type { FeaturizeReport } from '../../../core/features/featurize-report.js';
import { describeWithData, orderData } from '../../order-data.js';
import { type OrderLake, openOrderLake } from '../clean/order-lake.js';
import { orderFileQuery } from './order-file-query.js';
import { runFeaturize } from './run-featurize.js';

const recipes = join(__dirname, '../../fixtures/recipes');
const rulesOf = (recipe: string) => parse(readFileSync(join(recipes, `${recipe}.yaml`), 'utf8'));

type Statistics = Readonly<Record<'n' | 'sum' | 'mean' | 'min' | 'max' | 'median', number>>;

interface Expected {
  readonly customers: number;
  readonly columns: Readonly<Record<string, Statistics>>;
}
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(recipes, 'expected.json'), 'utf8'));

/** Their columns in our words. */
const common = { gross_revenue: 'gross_revenue', recency_days: 'recency_days' };
const ofC = {
  avg_recency_days: 'avg_gap_days_with_returns',
  avg_basket_size: 'avg_basket_items',
  avg_unique_basket_size: 'products_per_invoice',
  gross_revenue: 'gross_revenue',
  qt_returns: 'returned_items',
  last_purchase: 'recency_days',
  orders: 'invoices',
  qt_products: 'lines',
  qt_items: 'items',
  frequency: 'invoices_per_active_day',
  average_ticket: 'avg_order_value',
};
const { avg_recency_days, qt_returns, ...ofPurchases } = ofC;

interface Recipe {
  readonly recipe: string;
  readonly reference?: string;
  readonly customers: number;
  /** Published lines, and customers with or without a purchase, after cleaning. */
  readonly cleaned: { readonly lines?: number; readonly customers?: number };
  readonly columns: Readonly<Record<string, string>>;
}

const all: readonly Recipe[] = [
  {
    recipe: 's',
    reference: 'S',
    customers: 5680,
    cleaned: { lines: 536115, customers: 5760 },
    columns: {
      ...common,
      qty_invoices: 'invoices',
      qty_items: 'items',
      qty_products: 'lines',
      avg_ticket: 'avg_line_value',
      frequency: 'invoices_per_window_day',
      qty_returns: 'returned_items',
      returns_ratio: 'returns_ratio',
      avg_basket_size: 'avg_basket_items',
      avg_unique_basket_size: 'products_per_invoice',
    },
  },
  {
    recipe: 'a',
    reference: 'A',
    customers: 5696,
    cleaned: { lines: 536197, customers: 5787 },
    columns: {
      ...common,
      qtde_products: 'products',
      frequency: 'invoices_per_span_day',
      qtde_returns: 'returned_items',
    },
  },
  { recipe: 'a-both-countries', customers: 5695, cleaned: {}, columns: {} },
  {
    recipe: 'l',
    reference: 'L',
    customers: 2969,
    cleaned: { lines: 404718, customers: 4357 },
    columns: {
      ...common,
      qtde_products: 'lines',
      frequency: 'invoices_per_active_day',
      qtde_returns: 'returned_items',
    },
  },
  { recipe: 'l-deployed', customers: 5701, cleaned: {}, columns: {} },
  // C describes its gaps and returns over customers without a purchase too, who have no row with us.
  {
    recipe: 'c',
    reference: 'C_all',
    customers: 5695,
    cleaned: { customers: 5786 },
    columns: ofPurchases,
  },
  {
    recipe: 'c-gap-known',
    reference: 'C_gap_known',
    customers: 2968,
    cleaned: { customers: 5786 },
    columns: ofC,
  },
];

describeWithData('online-retail/ecommerce.csv.gz')('the recipes of the reference systems', () => {
  let lake: OrderLake;
  beforeAll(async () => {
    lake = await openOrderLake();
    await lake.uploadQuery(
      'day',
      orderFileQuery(orderData('online-retail/ecommerce.csv.gz'), 'latin-1', '%d-%b-%y'),
    );
    await lake.uploadQuery(
      'minute',
      orderFileQuery(orderData('online-retail/online-retail.csv.gz'), 'utf-8', '%m/%d/%Y %H:%M'),
    );
  });
  afterAll(() => lake.close());

  test.each(all)('recipe $recipe gives $customers customers, each figure as published', async (recipe) => {
    const receipt = await lake.clean(['day'], rulesOf(recipe.recipe));
    const report = await runFeaturize(lake);
    expect(report.customers).toBe(recipe.customers);
    expect(cleaned(receipt, report)).toMatchObject(recipe.cleaned);
    if (recipe.reference) await compareColumns(lake, expected[recipe.reference]!, recipe.columns);
  });

  // S too takes the quarter with the most invoices, but leaves ties to an unstable sort: the sum and the mean
  // of its column follow from no rule and are not compared.
  test('recipe s: extremes and median of the favourite quarter are as published', async () => {
    await lake.clean(['day'], rulesOf('s'));
    await runFeaturize(lake);
    const [row] = await lake.rows<Statistics>(
      'featurize',
      'customers.parquet',
      `select count(favourite_quarter) as n, min(favourite_quarter) as min, max(favourite_quarter) as max,
        median(favourite_quarter) as median from $file`,
    );
    const { n, min, max, median } = expected.S!.columns.period_of_buy_quarter!;
    expect(row).toEqual({ n, min, max, median });
  });

  test('both shapes of the file give the same customers where the day is all that matters', async () => {
    const customers: unknown[] = [];
    for (const upload of ['day', 'minute']) {
      const { cancelled } = await lake.clean([upload]);
      await runFeaturize(lake);
      // The shapes lie 2190 days apart, which is not a number of whole years.
      const select = `select * exclude (first_ordered_at, last_ordered_at, favourite_day_bucket, favourite_quarter)
        from $file`;
      customers.push([cancelled.pairs, await lake.rows('featurize', 'customers.parquet', select)]);
    }
    expect(customers[0]).toEqual(customers[1]);
  });

  test('the order-and-cancel pairs of 80,995 and 74,215 pieces are found with no list', async () => {
    const { cancelled } = await lake.clean(['day']);
    const found = cancelled.largest.slice(0, 2).map(({ customerId, pieces }) => [customerId, pieces]);
    expect(found).toEqual([
      ['16446', 80995],
      ['12346', 74215],
    ]);
  });
});

function cleaned({ rows }: Receipt, { notEligible }: FeaturizeReport) {
  const kept = rows.filter(({ kind }) => kind === 'kept');
  const withoutPurchase = notEligible.find(({ reason }) => reason === 'noPurchase')?.customers ?? 0;
  return {
    lines: kept.reduce((sum, { lines }) => sum + lines, 0),
    customers: kept[0]!.customers + withoutPurchase,
  };
}

async function compareColumns(lake: OrderLake, { columns }: Expected, names: Record<string, string>) {
  const statistics = Object.entries(names).map(
    ([
      theirs,
      ours,
    ]) => `select '${theirs}' as name, count(${ours}) as n, sum(${ours}) as sum, avg(${ours}) as mean,
      min(${ours}) as min, max(${ours}) as max, median(cast(${ours} as double)) as median from $file`,
  );
  const rows = await lake.rows<{ name: string } & Statistics>(
    'featurize',
    'customers.parquet',
    statistics.join(' union all '),
  );
  for (const row of rows) expectClose(row, columns[row.name]!);
}

function expectClose(actual: { name: string } & Statistics, published: Statistics) {
  for (const statistic of ['n', 'sum', 'mean', 'min', 'max', 'median'] as const) {
    const difference = Math.abs(actual[statistic] - published[statistic]);
    if (difference <= 1e-9 * Math.abs(published[statistic])) continue;
    throw new Error(
      `${statistic} of ${actual.name} is ${actual[statistic]}, published is ${published[statistic]}`,
    );
  }
}
