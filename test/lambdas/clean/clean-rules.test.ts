import type { ReceiptRow } from '../../../core/cleaning/receipt.js';
import { type OrderLine, withOrderLake } from './order-lake.js';

/** Nothing is removed but what always is. */
const lenient = {
  minimumPrice: 0,
  notGoods: [],
  excludeCountries: [],
  anonymous: 'drop',
  cancelledWithinDays: null,
};

interface Case {
  readonly title: string;
  readonly rules?: object;
  readonly asOf?: string;
  readonly lines: readonly OrderLine[];
  readonly expected: Partial<ReceiptRow>;
}

const other: OrderLine = { invoice_id: 'A2', customer_id: '8' };

const cases: readonly Case[] = [
  {
    title: 'zeroQuantity takes lines of no pieces',
    lines: [{ quantity: 0 }, {}],
    expected: { rule: 'zeroQuantity', lines: 1, customers: 1, invoices: 1, money: 0 },
  },
  {
    title: 'afterAsOf takes the day after, not the end of the day itself',
    asOf: '2020-01-10',
    lines: [{ ordered_at: '2020-01-10 23:59:59' }, { ordered_at: '2020-01-11 00:00:00' }],
    expected: { rule: 'afterAsOf', title: 'Ordered after 2020-01-10', lines: 1, money: 2.5 },
  },
  {
    title: 'duplicate takes every copy of a line in its invoice but the first',
    rules: { duplicates: 'drop' },
    lines: [{}, {}, {}, { quantity: 2 }, { invoice_id: 'A2' }],
    expected: { rule: 'duplicate', lines: 2, customers: 1, invoices: 1, money: 5 },
  },
  {
    title: 'duplicate sees copies whose fields are missing',
    rules: { duplicates: 'drop' },
    lines: [{ description: null }, { description: null }],
    expected: { rule: 'duplicate', lines: 1 },
  },
  {
    title: 'incomplete takes lines with customer, product, description or country missing',
    rules: { requireComplete: true },
    lines: [{ customer_id: null }, { stock_code: null }, { description: null }, { country: null }, {}],
    expected: { rule: 'incomplete', lines: 4, customers: 1, invoices: 1, money: 10 },
  },
  {
    title: 'noDescription takes lines without a description only',
    rules: { requireDescription: true },
    lines: [{ description: null }, { country: null }],
    expected: { rule: 'noDescription', lines: 1 },
  },
  {
    title: 'belowMinimumPrice keeps the minimum itself',
    rules: { minimumPrice: 0.04 },
    lines: [
      { unit_price: 0.04 },
      { unit_price: 0.0399, quantity: 100 },
      { invoice_id: 'A2', unit_price: -1 },
    ],
    expected: { rule: 'belowMinimumPrice', title: 'Price per piece below 0.04', lines: 2, money: 2.99 },
  },
  {
    title: 'notGoods compares codes exactly',
    rules: { notGoods: ['POST', 'm'] },
    lines: [{ stock_code: 'POST' }, { stock_code: 'm' }, { stock_code: 'M' }, { stock_code: 'POSTER' }],
    expected: { rule: 'notGoods', lines: 2 },
  },
  {
    title: 'lettersOnly takes codes of nothing but letters',
    rules: { lettersOnlyAreNotGoods: true },
    lines: [
      { stock_code: 'POST' },
      { stock_code: 'm' },
      { stock_code: 'BANK CHARGES' },
      { stock_code: 'C2' },
    ],
    expected: { rule: 'lettersOnly', lines: 2 },
  },
  {
    title: 'excludedCountry takes lines of the countries',
    rules: { excludeCountries: ['Unspecified'] },
    lines: [{ country: 'Unspecified' }, { country: null }, {}],
    expected: { rule: 'excludedCountry', lines: 1 },
  },
  {
    title: 'excludedInvoice takes whole invoices',
    rules: { excludeInvoices: ['A1'] },
    lines: [{}, {}, other],
    expected: { rule: 'excludedInvoice', lines: 2, invoices: 1 },
  },
  {
    title: 'excludedCustomer takes whole customers',
    rules: { excludeCustomers: ['7'] },
    lines: [{}, { invoice_id: 'A3' }, other],
    expected: { rule: 'excludedCustomer', lines: 2, customers: 1, invoices: 2 },
  },
  {
    title: 'anonymous takes lines of nobody, with their money and without customers',
    lines: [{ customer_id: null }, { customer_id: null, invoice_id: 'A2' }, {}],
    expected: { rule: 'anonymous', lines: 2, customers: 0, invoices: 2, money: 5 },
  },
  {
    title: 'a line is counted at the first rule that removes it',
    rules: { notGoods: ['POST'], excludeCountries: ['Unspecified'], minimumPrice: 1 },
    lines: [{ stock_code: 'POST', country: 'Unspecified', unit_price: 0.5 }, {}],
    expected: { rule: 'belowMinimumPrice', lines: 1 },
  },
];

test.each(cases)('$title', async ({ rules, asOf, lines, expected }) => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    const cleaning = { ...lenient, ...rules };
    const { rows } = await lake.clean(['u1'], asOf ? { asOf, cleaning } : { cleaning });
    expect(rows.find(({ rule }) => rule === expected.rule)).toMatchObject(expected);
    const removed = rows.filter(({ kind }) => kind === 'removed').reduce((sum, row) => sum + row.lines, 0);
    expect(removed).toBe(expected.lines);
  });
});

test('one customer per anonymous invoice, however many lines it has', async () => {
  await withOrderLake(async (lake) => {
    const nobody = { customer_id: null };
    await lake.upload('u1', [nobody, nobody, { ...nobody, invoice_id: 'A2' }, {}]);
    await lake.clean(['u1'], { cleaning: { ...lenient, anonymous: 'perInvoice' } });
    const rows = await lake.rows(
      'clean',
      'purchases.parquet',
      'select customer_id, count(*) as lines from $file group by customer_id order by customer_id',
    );
    expect(rows).toEqual([
      { customer_id: '7', lines: 1 },
      { customer_id: 'anonymous-A1', lines: 2 },
      { customer_id: 'anonymous-A2', lines: 1 },
    ]);
  });
});

test('a rule that is off is not in the receipt', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [{}]);
    const { rows } = await lake.clean(['u1'], { cleaning: lenient });
    expect(rows.map(({ rule }) => rule)).toEqual([
      'read',
      'replaced',
      'zeroQuantity',
      'belowMinimumPrice',
      'anonymous',
      'purchases',
      'returns',
    ]);
  });
});

test('without a purchase the error names the rule that took most', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [
      { customer_id: null },
      { customer_id: null },
      { quantity: 0 },
      { quantity: -1 },
    ]);
    await expect(lake.clean(['u1'], { cleaning: lenient })).rejects.toMatchObject({
      name: 'NoPurchases',
      message: expect.stringContaining('4 order lines after cleaning; most went by: Nobody knows who bought'),
    });
  });
});
