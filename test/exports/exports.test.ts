import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { readShop, type Shop } from './read-shop.js';

/** An entry of `expected.json`; its README says what each key means. */
interface Expected {
  readonly should?: string;
  readonly orders_that_count: number;
  readonly orders_with_known_customer: number;
  readonly customers: number;
  readonly goods_at_list_price: number;
  readonly goods_after_discounts: number;
  readonly refunds_of_goods: number;
  readonly paid_totals_with_shipping_tax_tips: number;
  readonly refunded_totals: number;
  readonly currency: string;
  readonly first_day: string;
  readonly last_day: string;
}

type Money = Pick<Shop, 'goods' | 'refunds'>;

/** Where a file does not hold what is asked for: what it does hold, and the word without which that would mislead. */
interface Answer extends Money {
  readonly mustSay?: RegExp;
}

const folder = join(__dirname, '../fixtures/exports');
const expected: Record<string, Expected> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const [answered, refused] = [false, true].map((isRefused) =>
  Object.entries(expected).filter(([, { should }]) => (should !== undefined) === isRefused),
);
const pathsOf = (files: string) => files.split(' + ').map((file) => join(folder, file));

/** Goods cannot be told from shipping, tax and tips. */
const paidTotals = /(shipping|tax|tips)/i;

const goodsOf = ({ goods_after_discounts, refunds_of_goods }: Expected): Answer => ({
  goods: goods_after_discounts,
  refunds: refunds_of_goods,
});

const paidOf = (entry: Expected): Answer => ({
  goods: entry.paid_totals_with_shipping_tax_tips,
  refunds: entry.refunded_totals,
  mustSay: paidTotals,
});

/** Several answers are right where a report holds several halves of the truth. */
const answersOf: Record<string, (entry: Expected) => readonly Answer[]> = {
  'stripe.csv': (entry) => [paidOf(entry)],
  // Status 11 refunds the whole order: 185.58. The oc_order table knows nothing of the partial refunds beside.
  'opencart.csv': (entry) => [{ ...paidOf(entry), refunds: 185.58 }],
  // The items report has no column of refunds; the orders report has.
  'etsy-order-items.csv': (entry) => [{ ...goodsOf(entry), refunds: 0, mustSay: /refund/i }],
  // Neither discount, tax nor tip is a column of the grid: Subtotal is before discounts, Grand Total after everything,
  // and a refund, which includes tax, can be taken apart only as if what is neither subtotal nor shipping were tax: 299.79.
  'magento.csv': (entry) => [
    { goods: entry.goods_at_list_price, refunds: entry.refunded_totals, mustSay: /discount/i },
    { goods: entry.goods_at_list_price, refunds: 299.79, mustSay: /discount/i },
    paidOf(entry),
  ],
};

/** The currency as a code stands in the file; `$` may be anybody's dollar. */
const hasCode = ({ currency }: Expected, file: string) =>
  !/not in the file/.test(currency) && !/^(woocommerce|ebay|magento|mercadolivre)/.test(file);

const cents = (money: number) => Math.round(money * 100) / 100;

test.each(answered!)('%s is read right', async (files, entry) => {
  const shop = await readShop(pathsOf(files));
  expect(countsOf(shop)).toEqual({
    ordersThatCount: entry.orders_that_count,
    orders: entry.orders_with_known_customer,
    customers: entry.customers,
    firstDay: entry.first_day,
    lastDay: entry.last_day,
  });
  const answers = answersOf[files]?.(entry) ?? [goodsOf(entry)];
  const money = { goods: cents(shop.goods), refunds: cents(shop.refunds) };
  expect(answers.map(({ goods, refunds }) => ({ goods, refunds }))).toContainEqual(money);
  const { mustSay } = answers.find(({ goods }) => goods === money.goods)!;
  if (mustSay) expect(shop.notes).toMatch(mustSay);
  const code = entry.currency.slice(0, 3);
  if (hasCode(entry, files)) expect(shop.currencies).toEqual([code]);
  else expect([[], [code]]).toContainEqual(shop.currencies);
});

const countsOf = ({ ordersThatCount, orders, customers, firstDay, lastDay }: Shop) => ({
  ordersThatCount,
  orders,
  customers,
  firstDay,
  lastDay,
});

/** What the sentence has to name: what is missing, and what the remedy has to name: where it is. */
const mustName: Record<string, { readonly missing: RegExp; readonly remedy: RegExp }> = {
  'shopify-transactions.csv': { missing: /customer/i, remedy: /orders/i },
  'amazon-all-orders.txt': { missing: /customer|buyer/i, remedy: /shipment/i },
  'olist_orders_dataset.csv': { missing: /money|price|amount/i, remedy: /together|join/i },
  'olist_order_items_dataset.csv': { missing: /customer|date/i, remedy: /together|join/i },
  'olist_order_payments_dataset.csv': { missing: /customer|date/i, remedy: /together|join/i },
};

test.each(refused!)('%s is refused, and what is missing is named', async (file) => {
  const error = await refusalOf(pathsOf(file));
  expect(error.message).toMatch(mustName[file]!.missing);
  expect(error.message).not.toContain('\n');
  expect(error.remedy).toMatch(mustName[file]!.remedy);
});

async function refusalOf(paths: readonly string[]): Promise<UserError> {
  const error = await readShop(paths).then(
    ({ orders, customers, goods }) => ({ orders, customers, goods }),
    (error) => error,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

test('the four tables of Olist together give what their join gives', async () => {
  const tables = ['orders', 'order_items', 'order_payments', 'customers'];
  const shop = await readShop(tables.map((table) => join(folder, `olist_${table}_dataset.csv`)));
  const entry = expected['olist-joined.csv']!;
  expect(countsOf(shop)).toEqual({
    ordersThatCount: entry.orders_that_count,
    orders: entry.orders_with_known_customer,
    customers: entry.customers,
    firstDay: entry.first_day,
    lastDay: entry.last_day,
  });
  expect(cents(shop.goods)).toBe(entry.goods_after_discounts);
});
