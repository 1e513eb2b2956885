import { createRandom } from '../../../core/random/random.js';
import { withOrderLake } from '../clean/order-lake.js';
import { randomOrders } from '../clean/random-orders.js';
import { runFeaturize } from './run-featurize.js';

const orders = randomOrders(3, 800);
type Line = (typeof orders)[number] & { quantity: number; unit_price: number; ordered_at: string };

const distinct = <T>(values: readonly T[]) => new Set(values).size;
const days = (lines: readonly Line[]) =>
  lines.map((line) => Date.parse(line.ordered_at.slice(0, 10)) / 86_400_000);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Codes and countries by name: so few lines, in which any code has any description, are no evidence. */
const rules = {
  cleaning: {
    notGoods: ['POST', 'PADS'],
    excludeCountries: ['Unspecified'],
    cancelledWithinDays: null,
    sharedNumbers: 'keep',
  },
};

/** The features again, in the plainest way, from the lines that these rules keep. */
function bruteForce(customer: string) {
  const kept = (orders as Line[]).filter(
    (line) =>
      line.customer_id === customer &&
      line.quantity !== 0 &&
      line.unit_price >= 0.01 &&
      !['POST', 'PADS'].includes(line.stock_code ?? '') &&
      line.country !== 'Unspecified',
  );
  const bought = kept.filter((line) => line.quantity > 0);
  const returned = kept.filter((line) => line.quantity < 0);
  const amounts = bought.map((line) => line.quantity * line.unit_price);
  const products = bought.filter((line) => line.stock_code !== null);
  const invoices = distinct(bought.map((line) => line.invoice_id));
  const span = Math.max(...days(bought)) - Math.min(...days(bought));
  const items = sum(bought.map((line) => line.quantity));
  const returnedItems = -sum(returned.map((line) => line.quantity));
  return {
    gross_revenue: sum(amounts),
    recency_days: Math.max(...days(orders as Line[])) - Math.max(...days(bought)),
    invoices,
    buying_days: distinct(days(bought)),
    items,
    lines: bought.length,
    products: distinct(products.map((line) => line.stock_code)),
    avg_gap_days: span / (distinct(days(bought)) - 1),
    avg_gap_days_with_returns:
      (Math.max(...days(kept)) - Math.min(...days(kept))) / (distinct(days(kept)) - 1),
    avg_basket_products: distinct(products.map((line) => `${line.invoice_id} ${line.stock_code}`)) / invoices,
    returned_items: returnedItems,
    returned_invoices: distinct(returned.map((line) => line.invoice_id)),
    returns_ratio: returnedItems / items,
  };
}

test('features of random orders equal those counted one by one', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', orders);
    await lake.clean(['u1'], rules);
    await runFeaturize(lake);
    const rows = await lake.rows<{ customer_id: string }>(
      'featurize',
      'customers.parquet',
      'select * from $file',
    );
    expect(rows.map((row) => row.customer_id)).toEqual(['1', '2', '3', '4', '10', 'ann@example.com']);
    for (const row of rows) {
      const expected = Object.entries(bruteForce(row.customer_id)).map(([k, v]) => [k, expect.closeTo(v, 9)]);
      expect(row).toMatchObject(Object.fromEntries(expected));
    }
  });
});

test('the order of the rows in the file does not matter', async () => {
  const random = createRandom(4);
  const shuffled = orders
    .map((line) => ({ line, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line);
  const results: unknown[] = [];
  for (const lines of [orders, shuffled]) {
    await withOrderLake(async (lake) => {
      await lake.upload('u1', lines);
      await lake.clean(['u1']);
      const { descriptive, extreme } = await runFeaturize(lake);
      results.push({
        rows: await lake.rows('featurize', 'customers.parquet', 'select * from $file'),
        descriptive,
        extreme,
      });
    });
  }
  expect(results[0]).toEqual(results[1]);
});
