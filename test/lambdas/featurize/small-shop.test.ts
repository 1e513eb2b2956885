import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withOrderLake } from '../clean/order-lake.js';
import { orderFileQuery } from './order-file-query.js';
import { runFeaturize } from './run-featurize.js';

const fixture = (file: string) => join(__dirname, '../../fixtures/small-shop', file);
const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8'));

test('the small shop: receipt and customers are as counted independently', async () => {
  await withOrderLake(async (lake) => {
    await lake.uploadQuery('u1', orderFileQuery(fixture('orders.csv'), 'utf-8', '%d-%b-%y'));
    // 11 of 254 lines are too many to be a slip: without the rule they would count.
    const receipt = await lake.clean(['u1'], { cleaning: { excludeCountries: ['European Community'] } });
    const rows = Object.fromEntries(
      receipt.rows.map(({ rule, lines, customers, invoices, money }) => [
        rule,
        { lines, customers, invoices, money },
      ]),
    );
    expect(rows).toMatchObject(expected.receipt);
    expect(receipt.rows[0]!.lines).toBe(expected.read);
    expect(receipt.cancelled.pairs).toBe(expected.pairs);

    await runFeaturize(lake);
    const customers = await lake.rows<{ customer_id: string }>(
      'featurize',
      'customers.parquet',
      'select * from $file',
    );
    expect(customers.map((row) => row.customer_id)).toEqual(Object.keys(expected.customers));
    for (const row of customers) expect(row).toMatchObject(closeTo(expected.customers[row.customer_id]));
  });
});

const closeTo = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? expect.closeTo(value, 9) : value,
    ]),
  );
