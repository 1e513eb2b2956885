import { type OrderLake, type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runStudy, writeMembers } from './run-study.js';

const rules = { cleaning: { cancelledWithinDays: null } };
const bought = (customer_id: string, stock_code: string, quantity: number, more: OrderLine = {}) => ({
  ...{ customer_id, stock_code, quantity, unit_price: 2, invoice_id: `${customer_id}-${stock_code}` },
  ...more,
});
const returned = (customer_id: string, stock_code: string, quantity: number, more: OrderLine = {}) =>
  bought(customer_id, stock_code, -quantity, {
    ...{ invoice_id: `C${customer_id}-${stock_code}`, ordered_at: '2020-02-01 10:00:00' },
    ...more,
  });

async function studied(lake: OrderLake, lines: readonly OrderLine[]) {
  await lake.upload('u1', lines);
  await lake.clean(['u1'], rules);
  await writeMembers(lake, { Insiders: ['a'], Others: ['b', 'c', 'd'] });
  return runStudy(lake, 'returns');
}

test('products and customers have their money, their share of the sales and a pattern', () =>
  withOrderLake(async (lake) => {
    const { tables, document } = await studied(lake, [
      ...['a', 'b', 'c', 'd'].map((id) => bought(id, '1', 10)),
      bought('a', '2', 50, { invoice_id: 'a2' }),
      // A lot: three customers send some of product 1 back in one month. 3 x 4 x 2 = 24 of 80.
      ...['b', 'c', 'd'].map((id) => returned(id, '1', 4)),
      // An order undone: all 50 of product 2, 100 of 100.
      returned('a', '2', 50),
    ]);
    expect(tables.returned_products).toMatchObject([
      {
        stock_code: '2',
        returned_value: '100',
        share_of_sales: '1',
        customers: '1',
        pattern: 'order and cancel',
      },
      {
        stock_code: '1',
        returned_value: '24',
        share_of_sales: '0.3',
        customers: '3',
        pattern: 'damaged lot',
      },
    ]);
    // b sent back 8 of 20 in one of one return.
    expect(tables.returning_customers).toMatchObject([
      { customer_id: 'a', returned_value: '100', bought_value: '120', pattern: 'order and cancel' },
      ...['b', 'c', 'd'].map((customer_id) => ({
        customer_id,
        share_of_purchases: '0.4',
        pattern: 'single',
      })),
    ]);
    expect(document.refusals).toEqual([]);
  }));

test('a return from before the data begins undoes nothing, and a product never sold has no share', () =>
  withOrderLake(async (lake) => {
    const { tables } = await studied(lake, [
      ...['a', 'b', 'c', 'd'].map((id) => bought(id, '1', 4)),
      returned('b', '1', 4, { ordered_at: '2020-01-01 10:00:00' }),
      returned('b', '9', 1),
    ]);
    expect(tables.returned_products).toMatchObject([
      { stock_code: '1', cancelled_value: '0', pattern: 'one customer' },
      { stock_code: '9', share_of_sales: null, pattern: 'one customer' },
    ]);
  }));

test('without returns, and without products, it says so', () =>
  withOrderLake(async (lake) => {
    const nothing = await studied(lake, [bought('a', '1', 1), bought('b', '1', 1)]);
    expect(nothing.document.refusals.map(({ topic }) => topic)).toEqual([
      'products_returned',
      'customers_returning',
    ]);
  }));

test('without product codes customers are still listed', () =>
  withOrderLake(async (lake) => {
    const lines = [bought('a', '1', 3), returned('a', '1', 1)].map((line) => ({ ...line, stock_code: null }));
    const { document, tables } = await studied(lake, lines);
    expect(document.refusals).toEqual([
      { topic: 'products_returned', reason: 'The orders do not say which products were bought.' },
    ]);
    expect(tables.returned_products).toEqual([]);
    expect(tables.returning_customers).toMatchObject([{ customer_id: 'a', returned_value: '2' }]);
  }));
