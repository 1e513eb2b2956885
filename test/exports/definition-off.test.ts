import { join } from 'node:path';
import { readShop } from './read-shop.js';

const folder = join(__dirname, '../fixtures/exports');
const off = { reading: { platform: false } };

/**
 * The generic reading of the handed exports, their definitions switched off: the same figures, or a refusal. What
 * only a definition can know is written beside it.
 */
test.each<[string, string | null]>([
  ['bigcommerce.csv', null],
  ['ebay.csv', null],
  ['etsy-order-items.csv', null],
  ['magento.csv', null],
  ['odoo.xlsx', null],
  ['olist-joined.csv', null],
  ['squarespace.csv', null],
  ['woocommerce-advanced-export.csv', null],
  ['woocommerce-analytics.csv', null],
  // Amounts in four currencies stand beside converted ones: nothing tells which the shop means.
  ['stripe.csv', 'SeveralCurrencies'],
  ['mercadolivre.xlsx', 'TooManyRejects'],
  ['amazon-all-orders.txt', 'NoUsableColumns'],
  ['shopify-transactions.csv', 'NoUsableColumns'],
])('%s is read as with its definition, or refused', async (file, refusal) => {
  const path = join(folder, file);
  if (refusal) {
    await expect(readShop([path], { rules: off })).rejects.toMatchObject({ name: refusal });
    return;
  }
  const figures = ({
    orders,
    customers,
    goods,
    refunds,
    firstDay,
    lastDay,
  }: Awaited<ReturnType<typeof readShop>>) => ({
    ...{ orders, customers, firstDay, lastDay },
    goods: goods.toFixed(2),
    refunds: refunds.toFixed(2),
  });
  expect(figures(await readShop([path], { rules: off }))).toEqual(figures(await readShop([path])));
});

test('shopify.csv without its definition counts one order more: nothing but the gateway says that it was a test', async () => {
  const [known, unknown] = [
    await readShop([join(folder, 'shopify.csv')]),
    await readShop([join(folder, 'shopify.csv')], { rules: off }),
  ];
  expect(unknown.orders - known.orders).toBe(1);
  expect(unknown.customers).toBe(known.customers);
});

test('ebay-de.csv without its definition is read by its totals, and that is said', async () => {
  const { orders, notes } = await readShop([join(folder, 'ebay-de.csv')], { rules: off });
  expect(orders).toBe(75);
  expect(notes).toMatch(/paid total 'Gesamtbetrag': tax, shipping and tips may be in it/);
});

test('opencart.csv without its definition names the states that nobody knows', async () => {
  const { receipt } = await readShop([join(folder, 'opencart.csv')], { rules: off });
  expect(receipt.notes.join(' ')).toMatch(/states of orders that nobody knows count as sold: .*'7'/);
});
