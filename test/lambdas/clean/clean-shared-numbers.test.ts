import { type OrderLake, type OrderLine, withOrderLake } from './order-lake.js';

const line = (invoice_id: string, customer_id: string | null, ordered_at: string, rest: OrderLine = {}) => ({
  ...{ invoice_id, customer_id, ordered_at },
  ...rest,
});

async function purchases(lake: OrderLake, uploads: readonly string[], cleaning: object = {}) {
  const receipt = await lake.clean(uploads, { cleaning });
  const rows = await lake.rows<{ invoice_id: string; customer_id: string; lines: number }>(
    'clean',
    'purchases.parquet',
    'select invoice_id, customer_id, count(*) as lines from $file group by all order by all',
  );
  return { receipt, orders: rows.map((row) => Object.values(row).join(' | ')) };
}

test('a number that begins again every year is an order of each year, in one file or in two', () =>
  withOrderLake(async (lake) => {
    const first = [line('1', 'a', '2019-02-01'), line('2', 'b', '2019-02-02'), line('3', 'a', '2019-06-01')];
    const second = [line('1', 'c', '2020-02-01'), line('2', 'b', '2020-02-05', { unit_price: 7 })];
    await lake.upload('both', [...first, ...second]);
    await lake.upload('first', first);
    await lake.upload('second', second);
    const expected = [
      '1 (2019-02-01) | a | 1',
      '1 (2020-02-01) | c | 1',
      '2 (2019-02-02) | b | 1',
      '2 (2020-02-05) | b | 1',
      '3 | a | 1',
    ];
    const { orders, receipt } = await purchases(lake, ['both']);
    expect(orders).toEqual(expected);
    expect(receipt.notes).toContain(
      '2 order numbers (1 for example) have lines of several customers, or of days far apart, and count as 4 orders (rule cleaning.sharedNumbers).',
    );
    expect((await purchases(lake, ['first', 'second'])).orders).toEqual(expected);
    // What comes again is the same order, from whichever file.
    expect((await purchases(lake, ['first', 'both'])).orders).toEqual(expected);
  }));

test('a till that begins again every day, with a customer who comes again on the same number', () =>
  withOrderLake(async (lake) => {
    await lake.upload('till', [
      line('1', 'a', '2020-03-01'),
      line('1', 'b', '2020-03-02'),
      line('1', 'a', '2020-03-03'),
      line('1', 'a', '2020-03-03'),
      line('1', 'c', '2020-03-04'),
    ]);
    expect((await purchases(lake, ['till'])).orders).toEqual([
      '1 (2020-03-01) | a | 1',
      '1 (2020-03-02) | b | 1',
      '1 (2020-03-03) | a | 2',
      '1 (2020-03-04) | c | 1',
    ]);
  }));

test('two tills with numbers of their own, a file each', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [line('1', 'a', '2020-03-01'), line('2', 'b', '2020-03-01')]);
    await lake.upload('u2', [line('1', 'c', '2020-03-01', { unit_price: 9 })]);
    const { orders, receipt } = await purchases(lake, ['u1', 'u2']);
    expect(orders).toEqual(['1 (2020-03-01) | a | 1', '1 (2020-03-01, 2) | c | 1', '2 | b | 1']);
    expect(receipt.rows.find(({ rule }) => rule === 'replaced')).toMatchObject({ lines: 0 });
  }));

test('an order that comes again is the same one: with a corrected day, another customer, further lines', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      line('1', 'guest-7', '2020-03-01'),
      line('2', 'b', '2099-03-01'),
      line('3', 'c', '2020-03-01'),
    ]);
    await lake.upload('u2', [
      line('1', '1007', '2020-03-01'),
      line('2', 'b', '2020-03-01'),
      line('3', 'c', '2020-03-02'),
      line('3', 'c', '2020-03-02', { unit_price: 9 }),
    ]);
    expect((await purchases(lake, ['u1', 'u2'])).orders).toEqual(['1 | 1007 | 1', '2 | b | 1', '3 | c | 2']);
  }));

test('without order numbers a later file replaces the lines that it repeats, and no others', () =>
  withOrderLake(async (lake) => {
    const number = 'a@2020-03-01';
    await lake.upload('u1', [
      line(number, 'a', '2020-03-01'),
      line(number, 'a', '2020-03-01', { stock_code: 'x' }),
    ]);
    await lake.upload('u2', [
      line(number, 'a', '2020-03-01'),
      line(number, 'a', '2020-03-01', { stock_code: 'y' }),
    ]);
    const { orders, receipt } = await purchases(lake, ['u1', 'u2']);
    expect(orders).toEqual([`${number} | a | 3`]);
    expect(receipt.rows.find(({ rule }) => rule === 'replaced')).toMatchObject({ lines: 1 });
  }));

test('the rules may keep what a number says', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [line('1', 'a', '2019-03-01'), line('1', 'b', '2020-03-01')]);
    const { orders, receipt } = await purchases(lake, ['u1'], { sharedNumbers: 'keep' });
    expect(orders).toEqual(['1 | a | 1', '1 | b | 1']);
    expect(receipt.notes.join()).not.toContain('order number');
  }));
