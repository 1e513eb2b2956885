import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readShop } from './read-shop.js';
import { forAllTests } from './shared-engine.js';

/** Kinds of files that no platform is needed for, each with the answer that a shop would count by hand. */
const { folder, withEngine } = forAllTests('kinds');

let files = 0;
async function read(lines: readonly string[], rules?: Record<string, object>) {
  const path = join(folder, `orders-${files++}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return await readShop([path], { withEngine, rules });
}
const day = (i: number) =>
  `2024-${String(1 + Math.floor(i / 28)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
const rows = <T>(n: number, row: (i: number) => T) => Array.from({ length: n }, (_, i) => row(i));

describe('two columns that may be the money', () => {
  const file = (headers: string, second: (i: number) => number) => [
    `Day,Client,Order no,${headers}`,
    ...rows(20, (i) => `${day(i)},C${i % 6},${i + 1},${10 + i},${second(i)}`),
  ];
  const goods = 20 * 10 + 190;

  test('the smaller, where the other is more by a tax', async () => {
    const { goods: found } = await read(file('Revenue,Amount', (i) => (10 + i) * (i % 3 ? 1.2 : 1.05)));
    expect(found).toBe(goods);
  });
  test('the smaller, where the other is more by what a column says', async () => {
    const lines = file('Revenue,Amount', (i) => 10 + i + (i % 4) * 3.5);
    const [header, ...body] = lines;
    const { goods: found } = await read([
      `${header},Carriage`,
      ...body.map((line, i) => `${line},${(i % 4) * 3.5}`),
    ]);
    expect(found).toBe(goods);
  });
  test('the one of the goods, where the other is of the order', async () => {
    const { goods: found } = await read(file('Revenue,Order amount', (i) => 10 + i + ((i * 7) % 5)));
    expect(found).toBe(goods);
  });
  test('neither, where nothing tells: the run stops and asks', async () => {
    const lines = file('Revenue,Amount', (i) => 5 + ((i * 7) % 23));
    await expect(read(lines)).rejects.toMatchObject({
      name: 'TwoColumnsOfMoney',
      message: `'Revenue' and 'Amount' may both be the money of the goods, and nothing in the file tells which`,
    });
    expect((await read(lines, { reading: { columns: { amount: 'Revenue' } } })).goods).toBe(goods);
  });
});

test('a till whose numbers begin again every day, with totals and discounts of its orders', async () => {
  let goods = 0;
  const lines = rows(12, (d) =>
    rows(6, (bon) => {
      const [a, b] = [4 + bon, 10 + d];
      const discount = bon === 2 ? 3 : 0;
      goods += a + b - discount;
      const rest = `${discount},${a + b - discount}`;
      const who = `${day(d)};${bon + 1};K${(d * 5 + bon) % 17}`;
      return [
        `${who};A${bon};1;${a};${rest.replace(',', ';')}`,
        `${who};B${d};1;${b};${rest.replace(',', ';')}`,
      ];
    }).flat(),
  ).flat();
  const shop = await read(['Datum;Bon;Kunde;Artikel;Menge;Preis;Rabatt Beleg;Belegsumme', ...lines]);
  expect(shop).toMatchObject({ orders: 72, lines: 144, goods, customers: 17 });
  expect(shop.receipt.notes.join()).toContain('6 order numbers (1 for example)');
});

test('orders of a till that stand on their first row only keep their customer and state', async () => {
  const lines = rows(10, (d) =>
    rows(4, (bon) => {
      const state = d === 3 && bon === 1 ? 'cancelled' : 'paid';
      return [`${bon + 1},${day(3 * d)},K${(3 * d + bon) % 11},${state},A,1,5.00`, `${bon + 1},,,,B,2,1.50`];
    }).flat(),
  ).flat();
  const shop = await read(['Order no,Order date,Customer id,Status,Item,Quantity,Unit price', ...lines]);
  expect(shop).toMatchObject({ orders: 39, lines: 78, goods: 39 * 8, customers: 11 });
});

describe('credit notes with money above zero are returns', () => {
  const file = (header: string, invoice: string, credit: string) => [
    `${header},Number,Date,Customer,Item,Quantity,Price,Amount`,
    ...rows(30, (i) => {
      const price = 4 + i;
      return `${i % 10 === 7 ? credit : invoice},${1000 + i},${day(i)},C${i % 7},A${i % 5},2,${price}.50,${2 * price + 1}.00`;
    }),
  ];
  const expected = {
    goods: 30 * 9 + 29 * 30 - 3 * 9 - 2 * 51,
    refunds: 3 * 9 + 2 * 51,
    orders: 27,
    returnLines: 3,
  };

  test.each([
    ['Belegart', 'RE', 'GU'],
    ['Belegart', 'Rechnung', 'Gutschrift'],
    ['Document type', 'Invoice', 'Credit note'],
    ['Type', 'Sale', 'Refund'],
    ['Tipo documento', 'Fattura', 'Nota di credito'],
    ['Tipo', 'Fatura', 'Nota de crédito'],
    ['Rodzaj dokumentu', 'Faktura VAT', 'Faktura korygująca'],
  ])('%s: %s, %s', async (header, invoice, credit) => {
    const { notes, ...shop } = await read(file(header, invoice, credit));
    expect(shop).toMatchObject(expected);
    expect(notes).toContain(`Lines that '${header}' calls '${credit}' are returns`);
  });

  test('where the kind is not the document, it is said', async () => {
    const { notes, returnLines } = await read(file('Payment', 'Visa', 'Refund'));
    expect(returnLines).toBe(0);
    expect(notes).toContain("'Payment' says 'Refund' of lines whose money is above zero: they count as sold");
  });
});

test('money in a column of vouchers is not taken off, and that is said', async () => {
  const { notes } = await read([
    'Order,Date,Customer,Item,Quantity,Price,Voucher',
    ...rows(20, (i) => `${i + 1},${day(i)},C${i % 6},A${i % 5},1,20.00,${i % 4 ? '0.00' : '5.00'}`),
  ]);
  expect(notes).toContain(
    "'Voucher' has money on 5 of 20 lines, which is not taken off: if it is a discount, say reading: { columns: { order_discount: 'Voucher' } }.",
  );
});

test('what was quoted, ordered, delivered and paid is said twice where it was invoiced', async () => {
  const stages = ['Quote', 'Sales order', 'Delivery note', 'Invoice', 'Payment'];
  const lines = rows(20, (i) =>
    stages.map((stage, n) => `${stage},${n}-${i},${day(i)},C${i % 6},${10 + i}.00`),
  ).flat();
  const shop = await read([
    'Document type,Number,Date,Customer,Amount',
    ...lines,
    `Credit note,9,${day(21)},C1,12.00`,
  ]);
  expect(shop).toMatchObject({ orders: 20, goods: 20 * 10 + 190, refunds: 12 });
  expect(shop.notes).toContain(
    "'Delivery note', 'Payment', 'Quote' and 'Sales order' are no goods that were sold",
  );
});

test('a kind that the rules name is read in a file without a header, too', async () => {
  const lines = rows(20, (i) => `${i % 5 ? 'Invoice' : 'Credit note'},${100 + i},${day(i)},C${i % 6},10.00`);
  const columns = { document_kind: 1, invoice_id: 2, ordered_at: 3, customer_id: 4, amount: 5 };
  const shop = await read(lines, { reading: { header: false, columns } });
  expect(shop).toMatchObject({ orders: 16, goods: 160, refunds: 40 });
});

test('a kind that nobody knows counts, and is named', async () => {
  const lines = rows(20, (i) => `${i % 5 ? 'Invoice' : 'Zwxq'},${i},${day(i)},C${i % 6},10.00`);
  const { goods, notes } = await read([
    'Document type,Number,Date,Customer,Amount',
    ...lines,
    `Credit note,99,${day(21)},C1,5.00`,
  ]);
  expect(goods).toBe(200);
  expect(notes).toContain(
    "Lines that 'Document type' calls 'Zwxq' are kinds that nobody knows, and count as sold.",
  );
});

describe('a column of yes and no is a state', () => {
  const file = (header: string, on: string, off: string) => [
    `Order no,Date,Customer,Total,${header}`,
    ...rows(30, (i) => `${i},${day(i)},C${i % 7},10.00,${i % 6 === 2 ? on : off}`),
  ];
  test.each([
    ['Cancelled', 'Yes', 'No'],
    ['is_cancelled', 'true', 'false'],
    ['Storno', 'x', ''],
    ['Voided', '1', '0'],
    ['Test order', 'TRUE', 'FALSE'],
    ['Paid', 'no', 'yes'],
  ])('%s: %s leaves out', async (header, on, off) => {
    expect(await read(file(header, on, off))).toMatchObject({ orders: 25, goods: 250, refunds: 0 });
  });
  test('Refunded: Yes gives back', async () => {
    expect(await read(file('Refunded', 'Yes', 'No'))).toMatchObject({ orders: 30, goods: 300, refunds: 50 });
  });
});

test('lines of an order that are a subtotal, its shipping or a discount are told by their kind', async () => {
  const lines = rows(20, (i) => [
    `${i},${day(i)},C${i % 6},Article,Lamp,2,10.00`,
    `${i},${day(i)},C${i % 6},Article,Chair,1,20.00`,
    `${i},${day(i)},C${i % 6},Subtotal,,1,40.00`,
    ...(i % 4 ? [] : [`${i},${day(i)},C${i % 6},Discount,Thank you,1,-4.00`]),
    `${i},${day(i)},C${i % 6},Shipping,Parcel,1,4.90`,
  ]).flat();
  const shop = await read(['Order no,Date,Customer,Line type,Text,Quantity,Price', ...lines]);
  expect(shop).toMatchObject({ orders: 20, lines: 40, goods: 20 * 40 - 5 * 4, refunds: 0 });
});

test('a customer who stands above all lines of theirs is theirs', async () => {
  const lines = rows(6, (c) =>
    rows(5, (i) => `${i === 0 ? `Customer ${c}` : ''},${10 * c + i},${day(7 * i + c)},10.00`),
  ).flat();
  const shop = await read(['Customer,Order no,Date,Total', ...lines]);
  expect(shop).toMatchObject({ orders: 30, customers: 6, goods: 300 });
  expect(shop.notes).toContain("'Customer' stands on the first of a customer's lines");
});

test('orders of nobody among customers who come again stay nobody’s', async () => {
  const lines = rows(40, (i) => `${i % 2 ? '' : `C${(i * 7) % 11}`},${i},${day(i)},10.00`);
  expect(await read(['Customer,Order no,Date,Total', ...lines])).toMatchObject({ orders: 20, goods: 200 });
});

test('stages of a deal: what is lost or still open was not sold', async () => {
  const stages = ['Closed Won', 'Closed Lost', 'Negotiation'];
  const lines = rows(30, (i) => `Deal ${i},Company ${i % 7},${100 + i},${day(i)},${stages[i % 3]}`);
  expect(await read(['Deal Name,Company,Amount,Close Date,Stage', ...lines])).toMatchObject({
    orders: 10,
    customers: 7,
    goods: rows(30, (i) => (i % 3 ? 0 : 100 + i)).reduce((a, b) => a + b),
  });
});

test('what was paid by now is not what the order comes to', async () => {
  const lines = rows(20, (i) => `${i},${day(i)},C${i % 6},20.00,${i % 3 ? '20.00' : '5.00'}`);
  expect(await read(['Order no,Date,Customer,Total,Amount paid', ...lines])).toMatchObject({ goods: 400 });
});

test('a list of customers is none of orders', async () => {
  const lines = rows(20, (i) => `C${i},${day(i)},${day(i + 28)},${1 + (i % 4)},${10 * i}.00`);
  await expect(
    read(['Customer,Created at,Last order date,Orders,Total spent', ...lines]),
  ).rejects.toMatchObject({
    name: 'NotOrders',
  });
});
