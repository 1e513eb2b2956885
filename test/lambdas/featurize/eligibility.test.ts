import type { FeaturizeReport } from '../../../core/features/featurize-report.js';
import { type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runFeaturize } from './run-featurize.js';

async function reportOf(lines: readonly OrderLine[], rules: object = {}): Promise<FeaturizeReport> {
  let report: FeaturizeReport | undefined;
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    await lake.clean(['u1'], rules);
    report = await runFeaturize(lake);
    const [row] = await lake.rows<{ n: number }>(
      'featurize',
      'customers.parquet',
      'select count(*) as n from $file',
    );
    expect(row!.n).toBe(report.customers);
  });
  return report!;
}

const twice: OrderLine[] = [
  { customer_id: '8', invoice_id: 'B1' },
  { customer_id: '8', invoice_id: 'B2', ordered_at: '2020-02-10' },
];

test('customers with returns only are not eligible, their money is what they returned', async () => {
  const report = await reportOf([{}, { customer_id: '9', invoice_id: 'C9', quantity: -2 }]);
  expect(report).toMatchObject({
    customers: 1,
    notEligible: [{ reason: 'noPurchase', title: 'Returns only, no purchase', customers: 1, money: -5 }],
  });
});

test('requireFeatures leaves out customers whose feature is unknown', async () => {
  const report = await reportOf([{}, ...twice], { customers: { requireFeatures: ['avg_gap_days'] } });
  expect(report).toMatchObject({
    customers: 1,
    notEligible: [{ reason: 'avg_gap_days', title: 'Unknown: avg_gap_days', customers: 1, money: 2.5 }],
  });
});

test('maximumReturnsRatio leaves out customers at the limit', async () => {
  const lines = [{ quantity: 4 }, { invoice_id: 'C1', quantity: -2, ordered_at: '2020-03-01' }, ...twice];
  expect(await reportOf(lines, { customers: { maximumReturnsRatio: 0.5 } })).toMatchObject({
    customers: 1,
    notEligible: [{ reason: 'maximumReturnsRatio', customers: 1, money: 10 }],
  });
  expect(await reportOf(lines, { customers: { maximumReturnsRatio: 0.51 } })).toMatchObject({ customers: 2 });
});

test('nobody left is an error that says why', async () => {
  const rules = { customers: { requireFeatures: ['avg_gap_days'] } };
  await expect(reportOf([{}], rules)).rejects.toMatchObject({
    name: 'NoCustomers',
    message: 'no customer is left: Unknown: avg_gap_days (1)',
  });
});

/** Revenue of customers 1 to 7: 1, 2, 4, 8, 16, 32 and 2^24. */
const powers = [1, 2, 4, 8, 16, 32, 2 ** 24].map((unit_price, i) => ({
  customer_id: String(i + 1),
  invoice_id: `A${i}`,
  unit_price,
}));

test('an extreme customer is shown with the modified z-score of the logarithm', async () => {
  const { customers, extreme } = await reportOf(powers);
  expect(customers).toBe(7);
  // In powers of two: median 3, deviations 3 2 1 0 1 2 21 of median 2, so z = 21 / (1.4826 * 2).
  const z = expect.closeTo(21 / (1.4826 * 2), 10);
  expect(extreme).toEqual([
    { customerId: '7', feature: 'avg_order_value', value: 2 ** 24, robustZ: z },
    { customerId: '7', feature: 'gross_revenue', value: 2 ** 24, robustZ: z },
  ]);
});

test('an extreme customer is dropped when the rules say so', async () => {
  const report = await reportOf(powers, { customers: { extreme: 'drop' } });
  expect(report).toMatchObject({
    customers: 6,
    notEligible: [{ reason: 'extreme', title: 'Extreme values', customers: 1, money: 2 ** 24 }],
  });
  expect(report.extreme).toHaveLength(2);
});

test('where more than half of the customers are equal, the mean deviation stands in', async () => {
  const equal = Array.from({ length: 9 }, (_, i) => ({ customer_id: `e${i}`, invoice_id: `E${i}` }));
  const { extreme } = await reportOf([...equal, { customer_id: 'r', unit_price: 250 }]);
  // ln 100 away from nine equal ones: the mean deviation is ln 100 / 10, z = 10 / 1.2533.
  const z = expect.closeTo(10 / 1.2533, 10);
  expect(extreme.map(({ customerId, robustZ }) => [customerId, robustZ])).toEqual([
    ['r', z],
    ['r', z],
  ]);
});

test('where all customers are equal, nobody is extreme', async () => {
  expect(await reportOf([{}, ...twice])).toMatchObject({ extreme: [] });
});

test('features that the data cannot give are null for everybody and said to be left out', async () => {
  const whole = { stock_code: null, description: null, country: null };
  const report = await reportOf([
    whole,
    { ...whole, invoice_id: 'A2', quantity: -1, ordered_at: '2020-02-01' },
  ]);
  expect(report.leftOut).toEqual([
    { feature: 'items', reason: 'every line has 1 piece, so the orders tell no quantities' },
    { feature: 'lines', reason: 'the orders name no products' },
    { feature: 'products', reason: 'the orders name no products' },
    { feature: 'avg_line_value', reason: 'the orders name no products' },
    { feature: 'avg_unit_price', reason: 'the orders name no products' },
    { feature: 'avg_piece_price', reason: 'every line has 1 piece, so the orders tell no quantities' },
    { feature: 'avg_basket_items', reason: 'every line has 1 piece, so the orders tell no quantities' },
    { feature: 'avg_basket_products', reason: 'the orders name no products' },
    { feature: 'products_per_invoice', reason: 'the orders name no products' },
    { feature: 'country', reason: 'the orders name no country' },
  ]);
  expect(report.descriptive.find(({ feature }) => feature === 'products')).toMatchObject({
    count: 0,
    missing: 1,
    mean: null,
  });
});
