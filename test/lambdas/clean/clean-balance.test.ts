import type { ReceiptRow } from '../../../core/cleaning/receipt.js';
import { withOrderLake } from './order-lake.js';
import { randomOrders } from './random-orders.js';

const strict = {
  asOf: '2020-04-20',
  cleaning: {
    duplicates: 'drop',
    requireDescription: true,
    minimumPrice: 0.29,
    lettersOnlyAreNotGoods: true,
    notGoods: ['PADS'],
    excludeInvoices: ['3', '4', '5', '6', '7', '8', '9'],
    excludeCustomers: ['2'],
    cancelledWithinDays: 30,
  },
};

const total = (rows: readonly ReceiptRow[], kinds: readonly string[], column: 'lines' | 'money') =>
  rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, row) => sum + row[column], 0);

test.each([
  ['the default rules', {}],
  ['every rule at once', strict],
  ['a customer per anonymous invoice', { cleaning: { anonymous: 'perInvoice', cancelledWithinDays: 0 } }],
])('lines and money read = removed + kept, with %s', async (_, rules) => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', randomOrders(1, 600));
    await lake.upload('u2', randomOrders(2, 300));
    const receipt = await lake.clean(['u1', 'u2'], rules);
    expect(receipt.rows[0]).toMatchObject({ kind: 'read', lines: 900 });
    for (const column of ['lines', 'money'] as const) {
      const read = total(receipt.rows, ['read'], column);
      expect(total(receipt.rows, ['removed', 'kept'], column)).toBeCloseTo(read, 9);
    }
    const [kept] = await lake.rows<{ n: number }>(
      'clean',
      'purchases.parquet',
      'select count(*) as n from $file',
    );
    expect(kept!.n).toBe(receipt.rows.find(({ rule }) => rule === 'purchases')!.lines);
  });
});

test('with every rule at once each of them finds something', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [...randomOrders(1, 1500), {}, {}]);
    await lake.upload('u2', randomOrders(2, 300));
    const { rows } = await lake.clean(['u1', 'u2'], strict);
    expect(rows.filter(({ lines }) => lines === 0).map(({ rule }) => rule)).toEqual([]);
    expect(rows).toHaveLength(15);
  });
});
