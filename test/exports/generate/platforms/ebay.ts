import type { Platform } from '../platform.js';
import { each, first, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { dollars, grouped, monthsDe, monthsEn, partsOf } from '../values.js';

/**
 * eBay, Seller Hub, Orders, Download report: a row of delimiters, the header, a blank row, the orders, footers. An order
 * of several items has a row without an item that sums them up, then one per item. Headers as in
 * test/fixtures/exports/ebay.csv and ebay-de.csv. `Sold For` is for a piece; what was not paid has no `Paid On Date`.
 */
interface EbayRow extends Row {
  /** Sums up an order of several items. */
  readonly isSummary: boolean;
}

const isSummary = (row: Row) => (row as EbayRow).isSummary;
const ofItem = (give: (row: Row) => string) => (row: Row) => (isSummary(row) ? '' : give(row));

const ebayRows = (order: Order): EbayRow[] => {
  const items = rowsOf(order).map((row) => ({ ...row, isSummary: false }));
  return items.length === 1
    ? items
    : [{ ...items[0]!, isSummary: true }, ...items.map((row) => ({ ...row, i: row.i + 1 }))];
};

const day = (at: number) => {
  const { month, dd, yy } = partsOf(at);
  return `${monthsEn[month]}-${dd}-${yy}`;
};

/** Money of the order, on the row that has it. */
const ofOrder = (header: string, role: Parameters<typeof first>[1], cents: (order: Order) => number) =>
  first(header, role, ({ order }) => dollars(cents(order)));

const english = [
  each('Sales Record Number', null, ({ order }) => String(99 + order.index)),
  each(
    'Order Number',
    'invoice',
    ({ order }) => `${order.index % 90}-${10_000 + order.index}-${20_000 + order.index}`,
  ),
  each('Buyer Username', 'customerId', ({ order }) => order.person!.user),
  first('Buyer Name', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
  first('Buyer Email', null, ({ order }) => `${order.person!.user}@members.example.com`),
  ...rest(['Buyer Note', 'Buyer Address 1', 'Buyer Address 2', 'Buyer City', 'Buyer State', 'Buyer Zip']),
  first('Buyer Country', 'country', () => 'United States'),
  first('Ship To Name', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
  ...rest([
    'Ship To Phone',
    'Ship To Address 1',
    'Ship To Address 2',
    'Ship To City',
    'Ship To State',
    'Ship To Zip',
  ]),
  first('Ship To Country', null, () => 'United States'),
  each(
    'Item Number',
    null,
    ofItem(({ i }) => String(318_000_000_000 + i)),
  ),
  each(
    'Item Title',
    'title',
    ofItem(({ line }) => line.product.title),
  ),
  each(
    'Custom Label',
    'sku',
    ofItem(({ line }) => line.product.sku),
  ),
  each(
    'Sold Via Promoted Listings',
    null,
    ofItem(() => 'No'),
  ),
  each('Quantity', 'quantity', (row) => String(isSummary(row) ? row.order.pieces : row.line.pieces)),
  each('Sold For', 'unitPrice', (row) => dollars(isSummary(row) ? row.order.net : row.line.product.price)),
  ofOrder('Shipping And Handling', 'shipping', ({ shipping }) => shipping),
  first('Seller Collected Tax', null, () => '$0.00'),
  ofOrder('eBay Collected Tax', 'tax', ({ tax }) => tax),
  ofOrder('Total Price', 'orderTotal', ({ total }) => total),
  first('eBay Collected Tax and Fees Included in Total', null, () => 'Yes'),
  first('Payment Method', null, () => 'Other'),
  each('Sale Date', 'date', ({ order }) => day(order.at)),
  each('Paid On Date', 'paidAt', ({ order }) => (order.state === 'sold' ? day(order.at) : '')),
  ...rest([
    'Ship By Date',
    'Minimum Estimated Delivery Date',
    'Maximum Estimated Delivery Date',
    'Shipped On Date',
  ]),
  ...rest([
    'Feedback Left',
    'Feedback Received',
    'My Item Note',
    'PayPal Transaction ID',
    'Shipping Service',
  ]),
  ...rest(['Tracking Number']),
  each(
    'Transaction ID',
    null,
    ofItem(({ order, i }) => String(900_000 + 10 * order.index + i)),
  ),
  ...rest([
    'Variation Details',
    'Global Shipping Program',
    'Global Shipping Reference ID',
    'Click And Collect',
  ]),
  ...rest(['Click And Collect Reference Number', 'eBay Plus']),
];

const blankRow = (width: number) => Array.from({ length: width }, () => '');
const newestFirst = (orders: readonly Order[]) => [...orders].reverse();

const ebayUs: Platform = {
  name: 'eBay',
  file: 'eBay-OrdersReport-Nov-30-2025.csv',
  shop: { states: ['unpaid'], refunds: 'none', discounts: 'none', hasFreeLines: false },
  // Rows that sum up an order are eBay's alone.
  unnamed: { states: ['unpaid'], refunds: 'none', discounts: 'none', hasFreeLines: false, mostLines: 1 },
  write: (orders) =>
    sheetOfRows(english, newestFirst(orders).map(ebayRows), {
      above: [blankRow(english.length)],
      under: [blankRow(english.length)],
      below: [
        [],
        [String(orders.length), 'record(s) downloaded,', 'from 01-Jan-24 to 30-Nov-25'],
        ['Seller ID : made-up'],
      ],
      quotes: 'all',
      lineEnd: '\r\n',
      encoding: 'utf-8 with BOM',
    }),
  truth: (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false }),
};

const euros = (cents: number) => `${grouped(cents, '.', ',')} €`;
const germanDay = (at: number) => {
  const { month, day, yy } = partsOf(at);
  return `${day}-${monthsDe[month]}-${yy}`;
};

const german = [
  each('Verkaufsprotokollnummer', null, ({ order }) => String(99 + order.index)),
  each(
    'Bestellnummer',
    'invoice',
    ({ order }) => `${order.index % 90}-${10_000 + order.index}-${20_000 + order.index}`,
  ),
  each('Nutzername des Käufers', 'customerId', ({ order }) => order.person!.user),
  each('Name des Käufers', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
  each('Land des Käufers', 'country', () => 'Deutschland'),
  each('Artikelnummer', 'sku', ({ line }) => `3180000000${line.product.title.length}`),
  each('Angebotstitel', 'title', ({ line }) => line.product.title),
  each('Stückzahl', 'quantity', ({ line }) => String(line.pieces)),
  each('Verkauft für', 'unitPrice', ({ line }) => euros(line.product.price)),
  each('Verpackung und Versand', 'shipping', ({ order }) => euros(order.shipping)),
  each('Gesamtbetrag', 'orderTotal', ({ order }) => euros(order.total)),
  each('Verkauft am', 'date', ({ order }) => germanDay(order.at)),
  each('Zahlungsdatum', 'paidAt', ({ order }) => (order.state === 'sold' ? germanDay(order.at) : '')),
];

const ebayGermany: Platform = {
  ...ebayUs,
  name: 'eBay Germany',
  shop: { ...ebayUs.shop, mostLines: 1, hasTax: false, currencies: ['EUR'] },
  unnamed: { ...ebayUs.unnamed },
  write: (orders) =>
    sheetOfRows(german, newestFirst(orders).map(rowsOf), {
      above: [blankRow(german.length)],
      under: [blankRow(german.length)],
      below: [[], [String(orders.length), 'Datensätze heruntergeladen'], ['Verkäufername: made-up']],
      delimiter: ';',
      quotes: 'all',
      lineEnd: '\r\n',
      encoding: 'utf-8 with BOM',
    }),
};

export const ebay: readonly Platform[] = [ebayUs, ebayGermany];
