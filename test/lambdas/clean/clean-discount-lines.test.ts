import { withOrderLake } from './order-lake.js';

const line = (invoice_id: string, description: string, unit_price: number, quantity = 1) => ({
  ...{ invoice_id, description, unit_price, quantity },
  stock_code: null,
});

test('a discount that stands as a line is taken off the goods of its order, to the cent', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      line('1', 'Lamp', 10, 2),
      line('1', 'Chair', 10),
      line('1', 'Versandkosten', 4.9),
      line('1', 'Gutschein SOMMER10', -1),
      line('2', 'Lamp', 10),
      line('2', 'Discount', -3),
      line('2', 'Coupon', 2, -1),
      line('3', 'Lamp', 10),
      line('3', 'Gift card', -10),
      line('4', 'Rabatt', -5),
      line('5', 'Lamp', 11, -1),
    ]);
    const receipt = await lake.clean(['u1']);
    const rows = await lake.rows(
      'clean',
      'purchases.parquet',
      'select invoice_id, description, quantity, round(unit_price, 4) as price, amount from $file order by line_no',
    );
    expect(rows.map((row) => Object.values(row).join(' | '))).toEqual([
      '1 | Lamp | 2 | 9.665 | 19.33',
      '1 | Chair | 1 | 9.67 | 9.67',
      '2 | Lamp | 1 | 5 | 5',
      '3 | Lamp | 1 | 10 | 10',
    ]);
    expect(receipt.rows.find(({ rule }) => rule === 'discountLine')).toMatchObject({
      lines: 3,
      money: 0,
      title: "Discounts that stand as lines, such as 'Coupon': taken off the other lines of their orders",
    });
    expect(receipt.notes).toContain(
      "3 lines such as 'Coupon' are discounts, taken off the other goods of their orders (rule cleaning.discountLines).",
    );
    const of = (kind: string) =>
      receipt.rows.filter((row) => row.kind === kind).reduce((sum, { money }) => sum + money, 0);
    expect(of('removed') + of('kept')).toBeCloseTo(of('read'), 9);
  }));

test('the rules may leave them as they are', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [line('1', 'Lamp', 10), line('1', 'Discount on order', -3)]);
    const receipt = await lake.clean(['u1'], { cleaning: { discountLines: 'keep' } });
    expect(receipt.rows.find(({ rule }) => rule === 'purchases')).toMatchObject({ lines: 1, money: 10 });
  }));
