import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readShop } from './read-shop.js';
import { forAllTests } from './shared-engine.js';

/** Kinds of files that no platform is needed for, each beside a near one that must stay what it is. */
const { folder, withEngine } = forAllTests('more-kinds');

let files = 0;
async function read(lines: readonly string[], rules?: Record<string, object>) {
  const path = join(folder, `orders-${files++}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return await readShop([path], { withEngine, rules, isQuick: true });
}
const day = (i: number, later = 0) => new Date(Date.UTC(2024, 0, 1 + i + later)).toISOString().slice(0, 10);
const rows = <T>(n: number, row: (i: number) => T) => Array.from({ length: n }, (_, i) => row(i));
const total = (n: number, of: (i: number) => number) => rows(n, of).reduce((a, b) => a + b, 0);

describe('a history of states', () => {
  const states = ['Created', 'Paid', 'Shipped'];
  const history = rows(20, (i) =>
    (i % 5 ? states : ['Created', 'Cancelled']).flatMap((state, s) =>
      ['A', 'B'].map((item) => `${100 + i},${day(4 * i, s)},C${i % 6},${state},${item},2,${10 + i}.00`),
    ),
  );
  const header = 'Order,Changed on,Customer,Status,Item,Qty,Price';
  const sold = {
    orders: 16,
    lines: 32,
    goods: total(20, (i) => (i % 5 ? 4 * (10 + i) : 0)),
    firstDay: day(4),
  };

  test('counts each order once, as its newest state has it, on the day of its first', async () => {
    const shop = await read([header, ...history.flat()]);
    expect(shop).toMatchObject(sold);
    expect(shop.notes).toContain('Orders stand once per state');
  });
  test('newest first as well', async () => {
    expect(await read([header, ...history.flat().reverse()])).toMatchObject(sold);
  });
  test('pieces of an order with a state each are no history', async () => {
    const pieces = rows(20, (i) =>
      ['A', 'A', 'B'].map(
        (item, p) =>
          `${100 + i},${day(4 * i)},${day(4 * i, p)},C${i % 6},${(i + p) % 7 ? 'delivered' : 'shipped'},${item},${10 + i}.00`,
      ),
    ).flat();
    const shop = await read(['Order,Created,Updated,Customer,Status,Item,Price', ...pieces]);
    expect(shop).toMatchObject({ orders: 20, lines: 60, goods: total(20, (i) => 3 * (10 + i)) });
  });
});

describe('a price for several pieces', () => {
  const lines = (unit: (i: number) => number, more = (_: number) => '') =>
    rows(20, (i) => `${i},${day(i)},C${i % 6},A${i % 4},${unit(i) * 2},${5 + i}.00,${unit(i)}${more(i)}`);
  const goods = total(20, (i) => 2 * (5 + i));
  const unit = (i: number) => (i % 4 ? 1 : 100);

  test.each(['PE', 'per', 'Price unit', 'Preiseinheit', 'Preis pro'])('as %s says', async (header) => {
    const shop = await read([`Order,Date,Customer,Item,Qty,Price,${header}`, ...lines(unit)]);
    expect(shop.goods).toBe(goods);
    expect(shop.notes).toContain(`Prices are for as many pieces as '${header}' says`);
  });
  test('as the amounts show, whatever the column is called', async () => {
    const amounts = lines(unit, (i) => `,${2 * (5 + i)}.00`);
    expect(await read(['Order,Date,Customer,Item,Qty,Price,Basis,Amount', ...amounts])).toMatchObject({
      goods,
    });
  });
  test('as the header of the price says', async () => {
    const per = rows(20, (i) => `${i},${day(i)},C${i % 6},A${i % 4},200,${5 + i}.00`);
    expect(await read(['Order,Date,Customer,Item,Qty,Price per 100', ...per])).toMatchObject({ goods });
  });
  test('a packing unit beside a price for one is not divided by', async () => {
    const packed = rows(20, (i) => `${i},${day(i)},C${i % 6},A${i % 4},${unit(i)},2,${5 + i}.00`);
    expect(await read(['Order,Date,Customer,Item,VE,Qty,Price', ...packed])).toMatchObject({ goods });
  });
  test('amounts that are pieces times price show that the price is for one', async () => {
    const amounts = rows(
      20,
      (i) => `${i},${day(i)},C${i % 6},A${i % 4},2,${5 + i}.00,${unit(i)},${2 * (5 + i)}.00`,
    );
    expect(await read(['Order,Date,Customer,Item,Qty,Price,PE,Amount', ...amounts])).toMatchObject({ goods });
  });
});

describe('a bundle beside its components', () => {
  const file = (bundle: number, part: number, kinds: readonly [string, string, string]) =>
    rows(20, (i) => [
      `${i},${day(i)},C${i % 6},${kinds[0]},Lamp,1,10.00`,
      ...(i % 2 ? [] : [`${i},${day(i)},C${i % 6},${kinds[1]},Set,1,${bundle}.00`]),
      ...(i % 2 ? [] : rows(2, (p) => `${i},${day(i)},C${i % 6},${kinds[2]},Part ${p},1,${part}.00`)),
    ]).flat();
  const header = 'Order,Date,Customer,Line type,Item,Qty,Price';
  const goods = 20 * 10 + 10 * 30;
  const named = ['Item', 'Bundle', 'Bundle component'] as const;

  test('counts once where both have the money', async () => {
    const shop = await read([header, ...file(30, 15, named)]);
    expect(shop.goods).toBe(goods);
    expect(shop.notes).toContain('components of a bundle are left out');
  });
  test('and where only one of the two has it', async () => {
    expect((await read([header, ...file(30, 0, named)])).goods).toBe(goods);
    expect((await read([header, ...file(0, 15, named)])).goods).toBe(goods);
  });
  test('is told by a column of parents', async () => {
    const parents = file(30, 15, ['', '', 'SET-1']);
    expect(await read(['Order,Date,Customer,Parent SKU,Item,Qty,Price', ...parents])).toMatchObject({
      goods,
    });
  });
  test('is not where the orders come to both', async () => {
    const lines = file(30, 15, named).map((line) => {
      const i = Number(line.split(',')[0]);
      return `${line},${i % 2 ? 10 : 70}.00`;
    });
    expect((await read([`${header},Order total`, ...lines])).goods).toBe(20 * 10 + 10 * 60);
  });
});

describe('purchases among sales are no sales', () => {
  const file = (header: string, sale: string, purchase: string) => [
    `${header},Number,Date,Contact,Net`,
    ...rows(30, (i) => `${i % 3 ? sale : purchase},${100 + i},${day(i)},C${i % 7},${10 + i}.00`),
  ];
  test.each([
    ['Type', 'Sales invoice', 'Purchase invoice'],
    ['Type', 'ACCREC', 'ACCPAY'],
    ['Type', 'Invoice', 'Bill'],
    ['Belegart', 'Ausgangsrechnung', 'Eingangsrechnung'],
    ['Direction', 'Outgoing', 'Incoming'],
    ['Rodzaj dokumentu', 'Faktura sprzedaży', 'Faktura zakupu'],
    ['Вид документа', 'Реализация товаров', 'Поступление товаров'],
  ])('%s: %s, %s', async (header, sale, purchase) => {
    const shop = await read(file(header, sale, purchase));
    expect(shop).toMatchObject({ orders: 20, goods: total(30, (i) => (i % 3 ? 10 + i : 0)), refunds: 0 });
    expect(shop.notes).toContain(`'${purchase}' are what the shop itself bought`);
  });
  test('what customers purchase is a sale', async () => {
    const shop = await read(file('Type', 'Purchase', 'Refund'));
    expect(shop).toMatchObject({ orders: 20, refunds: total(30, (i) => (i % 3 ? 0 : 10 + i)) });
  });
});

describe('a final invoice and its instalments', () => {
  const file = (final: (i: number) => number) => [
    'Rechnungsart,Nummer,Datum,Kunde,Netto',
    ...rows(12, (i) => [
      `Rechnung,R${i},${day(9 * i)},C${i % 5},50.00`,
      `Abschlagsrechnung,A${200 + i},${day(9 * i, 1)},C${i % 5},${30 + 3 * i}.00`,
      `Schlussrechnung,S${200 + i},${day(9 * i, 4)},C${i % 5},${final(i)}.00`,
    ]).flat(),
  ];
  test('count once where the final repeats them', async () => {
    const shop = await read(file((i) => 100 + 10 * i));
    expect(shop).toMatchObject({ orders: 24, goods: 12 * 50 + total(12, (i) => 100 + 10 * i) });
    expect(shop.notes).toContain('12 instalments are part of the final invoice');
  });
  test('count both where the final is the rest', async () => {
    const shop = await read(file((i) => 70 + 7 * i));
    expect(shop).toMatchObject({ orders: 36, goods: 12 * 50 + total(12, (i) => 100 + 10 * i) });
  });
  test('are refused where nothing tells', async () => {
    await expect(read(file((i) => 83 + 11 * i))).rejects.toMatchObject({ name: 'InstalmentsTwice' });
  });
});

describe('money in cents that no header names', () => {
  const file = (currency: string, more: (i: number) => string, headers = '') => [
    `order,created,customer,subtotal,tax,currency${headers}`,
    ...rows(
      20,
      (i) =>
        `${i},${day(i)},C${i % 6},${1999 + 37 * i},${Math.round(0.19 * (1999 + 37 * i))},${currency}${more(i)}`,
    ),
  ];
  const goods = total(20, (i) => 1999 + 37 * i);
  const none = () => '';

  test('is asked for where the currency has decimals and a tax is whole', async () => {
    await expect(read(file('EUR', none))).rejects.toMatchObject({ name: 'MoneyMayBeCents' });
    expect((await read(file('EUR', none), { reading: { cents: true } })).goods).toBeCloseTo(goods / 100, 6);
    expect((await read(file('EUR', none), { reading: { cents: false } })).goods).toBe(goods);
  });
  test('is known where another column has the units', async () => {
    const shop = await read(file('EUR', (i) => `,${(1999 + 37 * i) / 100}`, ',value shown'));
    expect(shop.goods).toBeCloseTo(goods / 100, 6);
    expect(shop.notes).toContain('Money is in cents');
  });
  test('is none in a currency without decimals, nor where whole prices have no tax', async () => {
    expect((await read(file('JPY', none))).goods).toBe(goods);
    const furniture = rows(20, (i) => `${i},${day(i)},C${i % 6},Chair,2,${199 + 100 * (i % 5)},EUR`);
    expect((await read(['order,date,customer,item,qty,price,currency', ...furniture])).goods).toBe(
      total(20, (i) => 2 * (199 + 100 * (i % 5))),
    );
  });
});

describe('a discount in percent of the order', () => {
  const percent = (i: number) => [0, 10, 20][i % 3]!;
  const file = (second: (i: number) => string) => [
    'Invoice No,Date,Client,Subtotal,Discount %,Total',
    ...rows(30, (i) => `${i},${day(i)},C${i % 6},100.00,${percent(i)},${second(i)}`),
  ];
  test('is taken off a subtotal that is before it', async () => {
    const shop = await read(file((i) => `${100 - percent(i)}.00`));
    expect(shop.goods).toBe(total(30, (i) => 100 - percent(i)));
  });
  test('is not taken off once more', async () => {
    const lines = rows(30, (i) => `${i},${day(i)},C${i % 6},${100 - percent(i)}.00,${percent(i)},100.00`);
    const shop = await read(['Order No,Date,Client,Net amount,Discount %,List total', ...lines]);
    expect(shop.goods).toBe(total(30, (i) => 100 - percent(i)));
  });
});

describe('pieces that were cancelled', () => {
  const file = (shipped: (ordered: number, cancelled: number) => number) => [
    'Order,Date,Customer,SKU,Price,Qty ordered,Qty cancelled,Qty shipped,Qty refunded',
    ...rows(20, (i) => {
      const cancelled = i % 5 ? 0 : 1;
      return `${i},${day(i)},C${i % 6},A${i % 4},10.00,3,${cancelled},${shipped(3, cancelled)},${i % 4 ? 0 : 1}`;
    }),
  ];
  test('were not sold; those that came back were', async () => {
    const shop = await read(file((ordered, cancelled) => ordered - cancelled));
    expect(shop).toMatchObject({ goods: 20 * 30 - 4 * 10, refunds: 5 * 10 });
    expect(shop.notes).toContain("Pieces in 'Qty cancelled' were not sold");
  });
  test('are off already where as many were shipped as are said to be ordered', async () => {
    expect((await read(file((ordered) => ordered))).goods).toBe(20 * 30);
  });
});

describe('what is not paid yet', () => {
  const file = (header: string) => [
    header,
    ...rows(
      20,
      (i) =>
        `${100 + i},${day(i)},${day(i, 14)},C${i % 6},10.00,${['Paid', 'Awaiting payment', 'Draft', 'Voided'][i % 4]}`,
    ),
  ];
  test('counts in a list of invoices, and that is said', async () => {
    const shop = await read(file('Invoice number,Date,Due date,Customer,Total,Status'));
    expect(shop).toMatchObject({ orders: 10, goods: 100 });
    expect(shop.notes).toContain('The file lists invoices');
  });
  test('unless the rules say that it does not', async () => {
    const rules = { cleaning: { statesThatDoNotCount: ['Awaiting payment'] } };
    expect(await read(file('Invoice number,Date,Due date,Customer,Total,Status'), rules)).toMatchObject({
      orders: 5,
    });
  });
  test('does not among orders', async () => {
    expect(await read(file('Order number,Date,Delivered on,Customer,Total,Status'))).toMatchObject({
      orders: 5,
    });
  });
});

describe('rows of one cell above their lines', () => {
  const sections = (names: readonly string[], customer: boolean) =>
    names.flatMap((name, s) => [
      `${name},,,,,`,
      ...rows(6, (i) => `,${day(20 * s + i)},${100 * s + i},${customer ? `C${i}` : 'Lamp'},2,10.00`),
      `Total for ${name},,,,,120.00`,
    ]);
  const people = ['Anna Keller', 'Ben Novak', 'Clara Rossi', 'David Silva'];

  test('are customers where the title speaks of customers', async () => {
    const lines = sections(people, false);
    const shop = await read([
      'Sales by Customer Detail',
      '',
      ',Date,Invoice,Product,Qty,Amount',
      ...lines,
      'TOTAL,,,,,480.00',
    ]);
    expect(shop).toMatchObject({ orders: 24, customers: 4, goods: 240 });
  });
  test('are frame where another column names the customers', async () => {
    const lines = sections(['Berlin', 'Hamburg', 'Bonn'], true);
    const shop = await read(['Report', '', ',Date,Receipt,Customer,Qty,Amount', ...lines]);
    expect(shop).toMatchObject({ orders: 18, customers: 6, goods: 180 });
  });
  test('are no customers where nothing says so', async () => {
    const lines = sections(['Lamps', 'Chairs', 'Tables'], false);
    await expect(read(['Report', '', ',Date,Receipt,Text,Qty,Amount', ...lines])).rejects.toMatchObject({
      name: 'NoUsableColumns',
    });
  });
  test('that are months are frame', async () => {
    const lines = ['January', 'February', 'March'].flatMap((month, m) => [
      `${month} 2024,,,`,
      ...rows(5, (i) => `${day(31 * m + i)},${10 * m + i},C${i},10.00`),
    ]);
    expect(await read(['Date,Order,Customer,Total', ...lines])).toMatchObject({ orders: 15, goods: 150 });
  });
});

test('debit and credit without signs are asked for', async () => {
  const lines = rows(20, (i) => `${i},${day(i)},C${i % 6},10.00,${i % 5 ? 'Dr' : 'Cr'}`);
  const file = ['Ref,Date,Customer,Amount,Dr/Cr', ...lines];
  await expect(read(file)).rejects.toMatchObject({ name: 'DebitOrCredit' });
  const rules = { reading: { columns: { document_kind: 'Dr/Cr' } } };
  expect(await read(file, rules)).toMatchObject({ orders: 16, goods: 160, refunds: 40 });
});

test('neither half of a name is a customer', async () => {
  const lines = rows(20, (i) => `${i},${day(i)},Anna,Keller ${i % 6},10.00`);
  await expect(read(['Order,Date,First name,Last name,Total', ...lines])).rejects.toMatchObject({
    name: 'NoUsableColumns',
  });
});

test('a return under the number of its order has a total of its own', async () => {
  const lines = rows(20, (i) => [
    `${i},${day(i)},C${i % 6},charge,100.00`,
    ...(i % 5 ? [] : [`${i},${day(i, 3)},C${i % 6},refund,100.00`]),
  ]).flat();
  const shop = await read(['Order ID,Date,Customer,Transaction type,Order total', ...lines]);
  expect(shop).toMatchObject({ orders: 20, goods: 2000, refunds: 400 });
});

test('a column of nothing but states is the state, whatever its header says', async () => {
  const lines = rows(20, (i) => `${i},${day(i)},C${i % 6},10.00,${i % 5 ? 'approved' : 'declined'}`);
  expect(await read(['Order,Date,Customer,Total,Result', ...lines])).toMatchObject({
    orders: 16,
    goods: 160,
  });
});

test('numbers of thousands are not taken for three decimals of nothing', async () => {
  const lines = rows(20, (i) => `${i},${day(i)},C${i % 6},2,${100 + i}.000`);
  expect((await read(['Order,Date,Customer,Qty,Price', ...lines])).goods).toBe(
    total(20, (i) => 2000 * (100 + i)),
  );
});
