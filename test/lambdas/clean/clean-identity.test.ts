import { type OrderLake, type OrderLine, withOrderLake } from './order-lake.js';

const order = (
  invoice_id: string,
  customer_id: string | null,
  customer_email: string | null = null,
): OrderLine => ({
  ...{ invoice_id, customer_id, customer_email },
});

/** The customer that each order counts for. */
async function customersOf(lake: OrderLake, lines: readonly OrderLine[], identity: object = {}) {
  await lake.upload('u1', lines);
  const receipt = await lake.clean(['u1'], { identity });
  const rows = await lake.rows<{ invoice_id: string; customer_id: string }>(
    'clean',
    'purchases.parquet',
    'select invoice_id, customer_id from $file order by invoice_id',
  );
  return { receipt, customers: Object.fromEntries(rows.map((row) => [row.invoice_id, row.customer_id])) };
}

test('guests count by e-mail address, and with the one customer who has the same', () =>
  withOrderLake(async (lake) => {
    const { customers, receipt } = await customersOf(lake, [
      order('1', '17', 'a@example.com'),
      order('2', '0', 'a@example.com'),
      order('3', 'Guest', 'b@example.com'),
      order('4', null, 'b@example.com'),
      order('5', '0'),
    ]);
    expect(customers).toEqual({ 1: '17', 2: '17', 3: 'b@example.com', 4: 'b@example.com' });
    expect(receipt.identity).toMatchObject({ joinedOrders: 1, emailOrders: 2 });
    expect(receipt.rows.find(({ rule }) => rule === 'anonymous')).toMatchObject({
      lines: 1,
      title: 'Nobody knows who bought: customer missing, or 0 and Guest',
    });
  }));

test('a customer who stands for nobody is nobody, with the word in the receipt', () =>
  withOrderLake(async (lake) => {
    const { customers, receipt } = await customersOf(lake, [
      order('1', 'Walk-in Customer'),
      order('2', 'Ann'),
    ]);
    expect(customers).toEqual({ 2: 'Ann' });
    expect(receipt.rows.find(({ rule }) => rule === 'anonymous')!.title).toContain('Walk-in Customer');
  }));

test('the rules name more of them', () =>
  withOrderLake(async (lake) => {
    const { customers } = await customersOf(lake, [order('1', 'Shop till'), order('2', 'Ann')], {
      guests: ['shop till'],
    });
    expect(customers).toEqual({ 2: 'Ann' });
  }));

const shared = [
  order('1', '17', 'a@example.com'),
  order('2', '18', 'a@example.com'),
  order('3', '18', 'b@example.com'),
  order('4', '19', 'b@example.com'),
  order('5', '20', 'c@example.com'),
];

test('customers who share an address stay apart unless the rule says so, and what a merge would change is said', () =>
  withOrderLake(async (lake) => {
    const { customers, receipt } = await customersOf(lake, shared);
    expect(customers).toEqual({ 1: '17', 2: '18', 3: '18', 4: '19', 5: '20' });
    expect(receipt.identity).toMatchObject({
      sharedEmails: 2,
      customersOfSharedEmails: 3,
      moneyShareOfSharedEmails: 0.8,
    });
    expect(receipt.notes.join()).toMatch(/3 customers with 80 % of the money share 2 e-mail addresses/);
  }));

test('merged, whoever is linked by addresses is one customer', () =>
  withOrderLake(async (lake) => {
    const { customers, receipt } = await customersOf(lake, shared, { mergeByEmail: 'always' });
    expect(customers).toEqual({ 1: '17', 2: '17', 3: '17', 4: '17', 5: '20' });
    expect(receipt.identity.merged).toBe(2);
  }));

test('a phone number is a key where it comes again, and not where customers are addresses', () =>
  withOrderLake(async (lake) => {
    const byPhone = (invoice_id: string, customer_phone: string): OrderLine => ({
      ...order(invoice_id, null),
      customer_phone,
    });
    const { customers } = await customersOf(lake, [
      order('1', '17'),
      byPhone('2', '49301'),
      byPhone('3', '49301'),
    ]);
    expect(customers).toEqual({ 1: '17', 2: '49301', 3: '49301' });
  }));
