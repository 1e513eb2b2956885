import { features } from '../../../core/features/features.js';
import { type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runFeaturize } from './run-featurize.js';

type Row = Record<string, number | string | null>;

async function customersOf(lines: readonly OrderLine[], rules: object = {}): Promise<Row[]> {
  let rows: Row[] = [];
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    await lake.clean(['u1'], rules);
    await runFeaturize(lake);
    rows = await lake.rows<Row>('featurize', 'customers.parquet', 'select * from $file');
  });
  return rows;
}

/** Customer 8 makes the data begin on 1 January and end on 1 May 2020: 121 days. */
const frame: OrderLine[] = [
  { customer_id: '8', invoice_id: 'B1', ordered_at: '2020-01-01 08:00:00' },
  { customer_id: '8', invoice_id: 'B2', ordered_at: '2020-05-01 08:00:00' },
];
const a1 = { invoice_id: 'A1', ordered_at: '2020-01-05 10:00:00' };
const customer7: OrderLine[] = [
  { ...a1, stock_code: '10002', quantity: 2, unit_price: 2.5 }, // 5.00
  { ...a1, stock_code: '10003', quantity: 1, unit_price: 4 }, // 4.00
  { ...a1, stock_code: '10002', quantity: 1, unit_price: 2.5 }, // 2.50
  {
    invoice_id: 'A2',
    ordered_at: '2020-01-15 11:00:00',
    stock_code: '10002',
    quantity: 4,
    unit_price: 2, // 8.00
    country: 'Italy',
  },
  {
    invoice_id: 'A3',
    ordered_at: '2020-04-25 12:00:00',
    stock_code: '10004',
    quantity: 3,
    unit_price: 1, // 3.00
  },
  {
    invoice_id: 'C1',
    ordered_at: '2020-02-10 09:00:00',
    stock_code: '10003',
    quantity: -1,
    unit_price: 4, // -4.00
  },
];

describe('customer 7 by hand', () => {
  let row: Row;
  beforeAll(async () => {
    [row] = (await customersOf([...customer7, ...frame])) as [Row];
  });

  test.each<[string, number | string]>([
    ['customer_id', '7'],
    ['gross_revenue', 22.5], // 5 + 4 + 2.5 + 8 + 3
    ['net_revenue', 18.5], // less the 4 returned
    ['recency_days', 6], // 25 April to 1 May
    ['tenure_days', 117], // 5 January to 1 May: 26 + 29 + 31 + 30 + 1
    ['span_days', 111], // 117 - 6
    ['first_ordered_at', '2020-01-05 10:00:00'],
    ['last_ordered_at', '2020-04-25 12:00:00'],
    ['invoices', 3],
    ['buying_days', 3],
    ['items', 11], // 2 + 1 + 1 + 4 + 3
    ['lines', 5],
    ['products', 3],
    ['invoices_per_window_day', 3 / 121],
    ['invoices_per_active_day', 3 / 112],
    ['invoices_per_span_day', 3 / 111],
    ['avg_gap_days', 55.5], // 111 / 2 gaps
    ['avg_gap_days_with_returns', 37], // 111 / 3 gaps: the return lies between
    ['avg_line_value', 4.5], // 22.5 / 5
    ['avg_order_value', 7.5], // 22.5 / 3
    ['avg_unit_price', 2.4], // (2.5 + 4 + 2.5 + 2 + 1) / 5
    ['avg_piece_price', 22.5 / 11],
    ['avg_basket_items', 11 / 3],
    ['avg_basket_products', 4 / 3], // 2 + 1 + 1
    ['products_per_invoice', 1], // 3 / 3
    ['returned_items', 1],
    ['returned_lines', 1],
    ['returned_invoices', 1],
    ['returned_value', 4],
    ['returns_ratio', 1 / 11],
    ['favourite_day_bucket', 1], // one invoice in each; the first brought most, 11.50
    ['favourite_quarter', 1], // two invoices of three
    ['country', 'France'], // two invoices of three
  ])('%s', (feature, expected) => {
    expect(row[feature]).toBe(expected);
  });

  test('the columns are the features, in their order', () => {
    expect(Object.keys(row)).toEqual(['customer_id', ...features.map(({ name }) => name)]);
  });
});

test('with one buying day the gap is unknown, the orders per span 0, and the rest a number', async () => {
  const [row] = await customersOf([{}]);
  expect(row).toMatchObject({
    avg_gap_days: null,
    avg_gap_days_with_returns: null,
    invoices_per_span_day: 0,
    invoices_per_active_day: 1,
    invoices_per_window_day: 1,
    returned_items: 0,
    returns_ratio: 0,
  });
});

test('a tie of part of the month, quarter and country goes to the most money', async () => {
  const [row] = await customersOf([
    { invoice_id: 'A1', ordered_at: '2020-01-05', country: 'Austria', quantity: 2 },
    { invoice_id: 'A2', ordered_at: '2020-08-25', country: 'Italy', quantity: 3 },
  ]);
  expect(row).toMatchObject({ favourite_day_bucket: 3, favourite_quarter: 3, country: 'Italy' });
});

test('a tie of money as well goes to the earlier, and the country that is first by name', async () => {
  const [row] = await customersOf([
    { invoice_id: 'A1', ordered_at: '2020-08-25', country: 'Italy' },
    { invoice_id: 'A2', ordered_at: '2020-01-20', country: 'Austria' },
  ]);
  expect(row).toMatchObject({ favourite_day_bucket: 2, favourite_quarter: 1, country: 'Austria' });
});

test('customers come by number, then by text', async () => {
  const ids = ['b', '10', 'a', '9', '1000000000000'];
  const rows = await customersOf(ids.map((customer_id) => ({ customer_id, invoice_id: customer_id })));
  expect(rows.map((row) => row.customer_id)).toEqual(['9', '10', '1000000000000', 'a', 'b']);
});

test('recency is measured from the as-of day, beyond the last day of the data too', async () => {
  const [row] = await customersOf([{ ordered_at: '2020-01-10 23:00:00' }], { asOf: '2020-01-20' });
  expect(row).toMatchObject({ recency_days: 10, tenure_days: 10 });
});

test('the window begins with the first line of the data, kept or not', async () => {
  const [row] = await customersOf([
    { ordered_at: '2020-01-01', customer_id: null },
    { ordered_at: '2020-01-11', invoice_id: 'A2' },
  ]);
  expect(row).toMatchObject({ invoices_per_window_day: 0.1 });
});
