import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { readShop, type Shop } from './read-shop.js';

/** Situations of public files: each is read right, or it is said what is the matter. */
const folder = mkdtempSync(join(tmpdir(), 'insiders-seen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcomeOf = async (content: string, file = 'orders.csv'): Promise<Shop | UserError> => {
  const path = join(folder, file);
  writeFileSync(path, content);
  return readShop([path]).catch((error) => {
    if (error instanceof UserError) return error;
    throw error;
  });
};

async function read(content: string): Promise<Shop> {
  const outcome = await outcomeOf(content);
  if (outcome instanceof UserError) throw outcome;
  return outcome;
}

async function refusal(content: string, file?: string): Promise<string> {
  const outcome = await outcomeOf(content, file);
  expect(outcome).toBeInstanceOf(UserError);
  return (outcome as UserError).message;
}

/** Sixty orders of twelve customers on consecutive days. */
const orders = Array.from({ length: 60 }, (_, i) => ({
  id: `A${1000 + i}`,
  customer: `K${(i * 7) % 12}`,
  day: new Date(Date.UTC(2024, 0, 3 + i)).toISOString().slice(0, 10),
  quantity: 1 + (i % 4),
  price: 60 + 7 * (i % 13),
}));
const csv = (header: string, rows: readonly (readonly (string | number)[])[]) =>
  [header, ...rows.map((row) => row.join(','))].join('\n');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a total that differs from quantity x price in half of the lines: the difference is told with its size', async () => {
  const capped = ({ price }: { price: number }) => Math.min(price, 100);
  const rows = orders.map((order) => [
    order.id,
    order.customer,
    order.day,
    order.quantity,
    capped(order),
    order.quantity * order.price,
  ]);
  const outcome = await outcomeOf(csv('order_id,customer_id,order_date,quantity,price,total', rows));
  const said = outcome instanceof UserError ? outcome.message : outcome.notes;
  const difference = sum(orders.map((order) => order.quantity * (order.price - capped(order))));
  const share = orders.filter(({ price }) => price > 100).length;
  const sizes = [difference, share, Math.round((100 * share) / orders.length)].map(
    (size) => new RegExp(`\\b${size.toLocaleString('en')}\\b`),
  );
  expect(sizes.some((size) => size.test(said))).toBe(true);
});

test('a price without a quantity is money', async () => {
  const rows = orders.map(({ id, customer, day, price }) => [id, customer, day, price]);
  const { goods } = await read(csv('order_id,customer_id,order_date,price', rows));
  expect(goods).toBe(sum(orders.map(({ price }) => price)));
});

test('a person beside a number that is new for every order is the customer', async () => {
  const rows = orders.map(({ id, customer, day, price }, i) => [
    id,
    90_000 + i,
    `${customer}@x.example`,
    day,
    price,
  ]);
  const { customers } = await read(csv('order_id,customer_id,customer_unique_id,order_date,amount', rows));
  expect(customers).toBe(12);
});

test('quantities in words and \\N for what is missing are read', async () => {
  const words = ['One', 'Two', 'Three', 'Four'];
  const rows = orders.map((order, i) => [
    order.id,
    order.customer,
    order.day,
    words[order.quantity - 1]!,
    order.price,
    i % 5 === 0 ? '\\N' : 'France',
  ]);
  const { goods, lines } = await read(
    csv('order_id,customer_id,order_date,quantity,unit_price,country', rows),
  );
  expect({ goods, lines }).toEqual({
    goods: sum(orders.map(({ quantity, price }) => quantity * price)),
    lines: 60,
  });
});

test('\\N is nobody', async () => {
  const rows = orders.map(({ id, customer, day, price }, i) => [id, i < 9 ? '\\N' : customer, day, price]);
  const shop = await read(csv('order_id,customer_id,order_date,amount', rows));
  expect({ customers: shop.customers, orders: shop.orders }).toEqual({ customers: 12, orders: 51 });
});

test('one stray that would decide between day and month for a shape is said, or the run stops', async () => {
  const shapes = [
    (y: string, m: string, d: string) => `${y}-${m}-${d}`,
    (y: string, m: string, d: string) => `${d}.${m}.${y}`,
    (y: string, m: string, d: string) => `${Number(d)} ${['Jan', 'Feb', 'Mar'][Number(m) - 1]} ${y}`,
    (y: string, m: string, d: string) => `${d}/${m}/${y}`,
  ];
  const rows = orders.map(({ id, customer, day, price }, i) => {
    const [y, m, d] = day.split('-') as [string, string, string];
    // Every slashed day is one of the first twelve, so that only the stray, month first, could decide.
    const shape = Number(d) <= 12 ? shapes[i % 4]! : shapes[i % 3]!;
    return [id, customer, shape(y, m, d), price];
  });
  rows.push(['A2000', 'K1', '02/25/2024', 80]);
  const outcome = await outcomeOf(csv('order_id,customer_id,order_date,amount', rows));
  const said = outcome instanceof UserError ? `${outcome.message} ${outcome.remedy}` : outcome.notes;
  expect(said).toMatch(/dateOrder|day.*month|month.*day/i);
});

test.each([
  [
    'a web page',
    '<!DOCTYPE html>\n<html><body><table><tr><td>order</td></tr></table></body></html>\n',
    /web page|HTML/i,
  ],
  [
    'one row per customer',
    csv(
      'customer_id,orders_count,total_spent,first_order_date,last_order_date',
      orders
        .slice(0, 12)
        .map(({ price }, i) => [`K${i}`, 1 + i, price * (1 + i), '2024-01-03', `2024-03-0${1 + (i % 9)}`]),
    ),
    /(row|line) (per|for each|is a) customer|customers,? (and )?not orders/i,
  ],
  [
    'months as columns',
    csv(
      'customer_id,Jan 2024,Feb 2024,Mar 2024,Apr 2024',
      orders.slice(0, 12).map(({ price }, i) => [`K${i}`, price, price + 1, '', price + 3]),
    ),
    /months?/i,
  ],
])('%s is refused with what it is', async (_, content, named) => {
  expect(await refusal(content)).toMatch(named);
});

/** One amount per order of the sixty. */
const amountOf = ({ quantity, price }: (typeof orders)[number]) => quantity * price;
const all = sum(orders.map(amountOf));

test('totals of months between the orders are no orders, whether they are dated or not', async () => {
  const lines = orders.map((order) => [order.day, order.id, order.customer, amountOf(order)].join(','));
  const undated = lines.flatMap((line, i) =>
    i % 20 === 19 ? [line, `,,Total 0${1 + i / 20}/2024,999`] : [line],
  );
  const dated = lines.flatMap((line, i) =>
    i % 20 === 19 ? [line, `${orders[i]!.day},,Total 2024-01,999`] : [line],
  );
  for (const each of [undated, [...dated, `2024-03-02,,Grand total,${all}`]]) {
    const { customers, goods } = await read(['Date,Order,Customer,Amount', ...each].join('\n'));
    expect({ customers, goods }).toEqual({ customers: 12, goods: all });
  }
});

test('without an order number two totals on one day are two amounts', async () => {
  const rows = orders.flatMap((order) => [
    [order.day, order.customer, 10],
    [order.day, order.customer, 30 + order.price],
  ]);
  const { goods } = await read(csv('Date,Customer,Total', rows));
  expect(goods).toBe(sum(rows.map(([, , money]) => Number(money))));
});

test('money in cents by its header is divided by 100, and it is said', async () => {
  const rows = orders.map((order) => [order.id, order.day, order.customer, 100 * amountOf(order)]);
  const { goods, notes } = await read(csv('charge,created,customer,amount_cents', rows));
  expect(goods).toBe(all);
  expect(notes).toMatch(/cents/);
});

test('of net and gross beside each other the net is the goods, and a percentage beside it is off already', async () => {
  const rows = orders.map((order) => [
    order.id,
    order.day,
    order.customer,
    10,
    amountOf(order),
    1.2 * amountOf(order),
  ]);
  const { goods } = await read(csv('Invoice,Date,Customer,Discount %,Net,Gross', rows));
  expect(goods).toBe(all);
});

test('credit notes that only another column tells are returns', async () => {
  const rows = orders.map((order, i) => [
    order.id,
    order.day,
    order.customer,
    i % 9 ? 'Invoice' : 'Credit note',
    50,
  ]);
  const { notes, refunds } = await read(csv('Invoice,Date,Customer,Type,Amount', rows));
  expect(notes).toContain(
    "Lines that 'Type' calls 'Credit note' are returns, whichever sign their money has.",
  );
  expect(refunds).toBe(50 * rows.filter((row) => row.includes('Credit note')).length);
});
