import { manifestKey } from '../../../core/runs/keys.js';
import { dataset, withOrderLake } from './order-lake.js';

test('an invoice that comes again in a later upload replaces the earlier version, whole', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [
      { stock_code: 'a' },
      { stock_code: 'b' },
      { invoice_id: 'A2', stock_code: 'c' },
    ]);
    await lake.upload('u2', [
      { stock_code: 'a', quantity: 5 },
      { invoice_id: 'A3', stock_code: 'd' },
    ]);
    const receipt = await lake.clean(['u1', 'u2']);
    expect(receipt.rows[1]).toMatchObject({
      rule: 'replaced',
      lines: 2,
      customers: 1,
      invoices: 1,
      money: 5,
    });
    const kept = await lake.rows(
      'clean',
      'purchases.parquet',
      'select upload_seq, line_no, invoice_id, stock_code, quantity from $file order by 1, 2',
    );
    expect(kept).toEqual([
      { upload_seq: 1, line_no: 4, invoice_id: 'A2', stock_code: 'c', quantity: 1 },
      { upload_seq: 2, line_no: 2, invoice_id: 'A1', stock_code: 'a', quantity: 5 },
      { upload_seq: 2, line_no: 3, invoice_id: 'A3', stock_code: 'd', quantity: 1 },
    ]);
  });
});

test('the order of arrival decides, not the name of the upload', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{ quantity: 5 }]);
    await lake.upload('u2', [{ quantity: 6 }]);
    await lake.clean(['u2', 'u1']);
    const kept = await lake.rows('clean', 'purchases.parquet', 'select quantity from $file');
    expect(kept).toEqual([{ quantity: 5 }]);
  });
});

test('a replaced line does not move the last day of the data', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{ ordered_at: '2099-01-01' }, { invoice_id: 'A2', ordered_at: '2020-01-02' }]);
    await lake.upload('u2', [{ ordered_at: '2020-01-03' }]);
    expect(await lake.clean(['u1', 'u2'])).toMatchObject({
      from: '2020-01-02',
      to: '2020-01-03',
      asOf: '2020-01-03',
    });
  });
});

test('cleaning changes nothing that counts', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{}]);
    await lake.clean(['u1']);
    expect(await lake.io.store.stat(manifestKey(dataset))).toBeNull();
  });
});

test('a file in the lake that the plan does not name is not in the dataset', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{}]);
    await lake.upload('half-done', [{}, {}]);
    const { rows } = await lake.clean(['u1']);
    expect(rows[0]).toMatchObject({ rule: 'read', lines: 1 });
  });
});
