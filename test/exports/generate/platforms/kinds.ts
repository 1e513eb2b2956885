import type { Platform } from '../platform.js';
import { type Cell, type Column, sheetOfCells } from '../sheet.js';
import type { Cents, Line, Order, ShopOptions } from '../shop-table.js';
import { exactGoods, isSold, truthOf } from '../truth.js';
import { dayAndTime, isoDay, money } from '../values.js';

/**
 * Kinds of files that no program is known for, as ERP, invoicing and till programs of many makers write them: the states
 * of an order in rows, prices for a hundred pieces, bundles with their parts, bills among invoices, pieces that were
 * cancelled, customers above their lines, instalments and final invoices.
 */
const noRefunds: Partial<ShopOptions> = {
  states: [],
  refunds: 'none',
  discounts: 'none',
  hasShipping: false,
  hasTax: false,
  hasFreeLines: false,
  hasSpellings: false,
};
const withoutCurrency = (orders: readonly Order[], counts = isSold) =>
  truthOf(orders, { money: [exactGoods], hasCurrency: false, counts });

const columnsOf = (headers: string): Column[] => headers.split(',').map((header) => ({ header, role: null }));
const hour = 3_600_000;
const emailOf = ({ person }: Order) => person!.email;
const day = 24 * hour;

const stateHistory: Platform = {
  name: 'Kind: history of states',
  file: 'order-events.csv',
  shop: { ...noRefunds, states: ['cancelled'] },
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Order no,Changed at,Customer email,Status,Item,Quantity,Price'),
      orders.map((order) =>
        (order.state === 'sold' ? ['Created', 'Paid', 'Shipped'] : ['Created', 'Cancelled']).flatMap(
          (state, s) =>
            order.lines.map(({ product, pieces }): Cell[] => [
              5000 + order.index,
              dayAndTime(order.at + s * hour),
              emailOf(order),
              state,
              product.sku,
              pieces,
              money(product.price),
            ]),
        ),
      ),
    ),
  truth: (orders) => withoutCurrency(orders),
};

/** Every other product is priced by the hundred. */
const unitOf = ({ product }: Line) => (product.sku.length % 2 ? 100 : 1);
const priceUnit: Platform = {
  name: 'Kind: price unit',
  file: 'auftragspositionen.csv',
  shop: noRefunds,
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Auftrag,Datum,Kunde,Artikel,Menge,Preis,PE'),
      orders.map((order) =>
        order.lines.map((line): Cell[] => [
          `AU${order.index}`,
          isoDay(order.at),
          emailOf(order),
          line.product.sku,
          line.pieces,
          money(line.product.price * unitOf(line)),
          unitOf(line),
        ]),
      ),
      { delimiter: ';' },
    ),
  truth: (orders) => withoutCurrency(orders),
};

/** The parts of a bundle have its price in halves. */
const halves = (price: Cents) => [Math.floor(price / 2), price - Math.floor(price / 2)];
const bundles: Platform = {
  name: 'Kind: bundles',
  file: 'order-items.csv',
  shop: noRefunds,
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Order,Created at,Customer email,Line type,SKU,Quantity,Price'),
      orders.map((order) =>
        order.lines.flatMap(({ product, pieces }): Cell[][] => {
          const row = (type: string, sku: string, price: Cents): Cell[] => [
            `#${order.index}`,
            dayAndTime(order.at),
            emailOf(order),
            type,
            sku,
            pieces,
            money(price),
          ];
          if (product.price % 5 !== 0) return [row('Item', product.sku, product.price)];
          const parts = halves(product.price).map((half, p) =>
            row('Bundle component', `${product.sku}-${p}`, half),
          );
          return [row('Bundle', product.sku, product.price), ...parts];
        }),
      ),
    ),
  truth: (orders) => withoutCurrency(orders),
};

const billsAmongInvoices: Platform = {
  name: 'Kind: bills among invoices',
  file: 'documents.csv',
  shop: { ...noRefunds, states: ['unpaid', 'draft'] },
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Type,Number,Date,Due date,Contact,Net,Status'),
      orders.map((order): Cell[][] => {
        const state = { sold: 'Paid', unpaid: 'Awaiting payment' }[order.state as string] ?? 'Draft';
        const row = (type: string, number: string, contact: string, net: Cents, status: string): Cell[] => [
          type,
          number,
          isoDay(order.at),
          isoDay(order.at + 14 * day),
          contact,
          money(net),
          status,
        ];
        const invoice = row('Sales invoice', `INV-${order.index}`, emailOf(order), order.net, state);
        const bill = row(
          'Purchase invoice',
          `BILL-${order.index}`,
          'Paper Supplies Ltd',
          4000 + order.index,
          'Paid',
        );
        return order.index % 3 ? [invoice] : [invoice, bill];
      }),
    ),
  // What was invoiced is sold, whether it is paid or not.
  truth: (orders) => withoutCurrency(orders, ({ state }) => state === 'sold' || state === 'unpaid'),
};

const cancelledPieces: Platform = {
  name: 'Kind: cancelled pieces',
  file: 'order-lines.csv',
  shop: noRefunds,
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Order #,Order date,Customer email,SKU,Price,Qty ordered,Qty cancelled,Qty shipped'),
      orders.map((order) =>
        order.lines.map(({ product, pieces }, i): Cell[] => {
          const cancelled = (order.index + i) % 4 ? 0 : 2;
          return [
            order.index,
            isoDay(order.at),
            emailOf(order),
            product.sku,
            money(product.price),
            pieces + cancelled,
            cancelled,
            pieces,
          ];
        }),
      ),
    ),
  truth: (orders) => withoutCurrency(orders),
};

const namesAbove: Platform = {
  name: 'Kind: names above lines',
  file: 'sales-by-customer.csv',
  shop: noRefunds,
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Customer,Date,Invoice no,Item,Quantity,Price'),
      [...new Set(orders.map(({ person }) => person!))].map((person): Cell[][] => {
        const own = orders.filter((order) => order.person === person);
        return [
          [person.email, '', '', '', '', ''],
          ...own.flatMap((order) =>
            order.lines.map(({ product, pieces }): Cell[] => [
              '',
              isoDay(order.at),
              `R-${order.index}`,
              product.sku,
              pieces,
              money(product.price),
            ]),
          ),
          [`Total for ${person.email}`, '', '', '', '', ''],
        ];
      }),
    ),
  truth: (orders) => withoutCurrency(orders),
};

const instalments: Platform = {
  name: 'Kind: instalments',
  file: 'rechnungen.csv',
  shop: noRefunds,
  unnamed: null,
  write: (orders) =>
    sheetOfCells(
      columnsOf('Rechnungsart,Rechnungsnr,Datum,Kunde,Netto'),
      orders.map((order): Cell[][] => {
        const row = (kind: string, letter: string, net: Cents): Cell[] => [
          kind,
          `${letter}${1000 + order.index}`,
          isoDay(order.at),
          emailOf(order),
          money(net),
        ];
        if (order.index % 3) return [row('Rechnung', 'R', order.net)];
        return [
          row('Abschlagsrechnung', 'A', Math.round(0.3 * order.net)),
          row('Schlussrechnung', 'S', order.net),
        ];
      }),
      { delimiter: ';' },
    ),
  truth: (orders) => withoutCurrency(orders),
};

export const kinds: readonly Platform[] = [
  stateHistory,
  priceUnit,
  bundles,
  billsAmongInvoices,
  cancelledPieces,
  namesAbove,
  instalments,
];
