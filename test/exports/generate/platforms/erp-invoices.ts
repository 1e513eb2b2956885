import type { Platform } from '../platform.js';
import { each, type Row, rowsOf, type Sheet, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { grouped, partsOf } from '../values.js';

/**
 * The list of invoiced items that most ERP and accounting programs give (SAP Business One "Sales Analysis", Sage,
 * DATEV, Exact, Navision, HansaWorld "Invoice Rows": number, date, customer, item, quantity, price, sum): no state, since
 * what is invoiced is sold; credit notes are documents of their own with a minus; freight is an item.
 */
interface Language {
  readonly name: string;
  readonly file: string;
  /** Customer number, customer name, invoice, date, item, description, quantity, price, amount. */
  readonly headers: readonly string[];
  readonly freight: readonly [sku: string, title: string];
  readonly date: (at: number) => string;
  readonly money: (cents: number) => string;
  readonly sheet: Partial<Sheet>;
}

const dotted = (at: number) => {
  const { dd, mm, year } = partsOf(at);
  return `${dd}.${mm}.${year}`;
};
const slashed = (at: number) => dotted(at).replaceAll('.', '/');
const dashed = (at: number) => dotted(at).replaceAll('.', '-');
/** The minus behind, as SAP writes it. */
const minusBehind = (cents: number) =>
  cents < 0 ? `${grouped(-cents, '.', ',')}-` : grouped(cents, '.', ',');

const languages: readonly Language[] = [
  {
    name: 'English',
    file: 'invoiced-items.csv',
    headers: [
      'Customer No.',
      'Customer Name',
      'Invoice No.',
      'Invoice Date',
      'Item No.',
      'Description',
      'Quantity',
      'Unit Price',
      'Amount',
    ],
    freight: ['FREIGHT', 'Freight'],
    date: (at) => {
      const { year, mm, dd } = partsOf(at);
      return `${year}-${mm}-${dd}`;
    },
    money: (cents) => grouped(cents, ',', '.'),
    sheet: {},
  },
  {
    name: 'German',
    file: 'rechnungspositionen.csv',
    headers: [
      'Kundennr.',
      'Kundenname',
      'Rechnungsnr.',
      'Rechnungsdatum',
      'Artikelnr.',
      'Bezeichnung',
      'Menge',
      'Einzelpreis',
      'Gesamtpreis',
    ],
    freight: ['VERSAND', 'Versandkosten'],
    date: dotted,
    money: minusBehind,
    sheet: { delimiter: ';', encoding: 'windows-1252', lineEnd: '\r\n' },
  },
  {
    name: 'French',
    file: 'lignes-de-factures.csv',
    headers: [
      'Code client',
      'Nom du client',
      'N° facture',
      'Date facture',
      'Référence',
      'Désignation',
      'Quantité',
      'Prix unitaire',
      'Montant HT',
    ],
    freight: ['PORT', 'Frais de port'],
    date: slashed,
    money: (cents) => grouped(cents, '\u00a0', ','),
    sheet: { delimiter: ';', encoding: 'windows-1252' },
  },
  {
    name: 'Spanish',
    file: 'lineas-de-factura.csv',
    headers: [
      'Código cliente',
      'Nombre cliente',
      'Nº factura',
      'Fecha factura',
      'Artículo',
      'Descripción',
      'Cantidad',
      'Precio unitario',
      'Importe',
    ],
    freight: ['PORTES', 'Gastos de envío'],
    date: slashed,
    money: (cents) => grouped(cents, '.', ','),
    sheet: { delimiter: ';' },
  },
  {
    name: 'Italian',
    file: 'righe-fatture.csv',
    headers: [
      'Codice cliente',
      'Ragione sociale',
      'N. fattura',
      'Data fattura',
      'Codice articolo',
      'Descrizione',
      'Quantità',
      'Prezzo unitario',
      'Importo',
    ],
    freight: ['SPED', 'Spese di spedizione'],
    date: slashed,
    money: (cents) => grouped(cents, '.', ','),
    sheet: { delimiter: ';' },
  },
  {
    name: 'Dutch',
    file: 'factuurregels.csv',
    headers: [
      'Debiteurnr.',
      'Debiteurnaam',
      'Factuurnr.',
      'Factuurdatum',
      'Artikelnr.',
      'Omschrijving',
      'Aantal',
      'Prijs',
      'Bedrag',
    ],
    freight: ['VERZEND', 'Verzendkosten'],
    date: dashed,
    money: (cents) => grouped(cents, '.', ','),
    sheet: { delimiter: ';' },
  },
];

interface InvoiceRow extends Row {
  readonly kind: 'goods' | 'freight' | 'credit';
}
const kindOf = (row: Row) => (row as InvoiceRow).kind;
const isCredit = (row: Row) => kindOf(row) === 'credit';
const at = (row: Row) => (isCredit(row) ? row.order.refund!.at : row.order.at);

const invoice = (order: Order): InvoiceRow[] => [
  ...rowsOf(order).map((row): InvoiceRow => ({ ...row, kind: 'goods' })),
  ...(order.shipping > 0
    ? [{ order, line: order.lines[0]!, i: order.lines.length, kind: 'freight' as const }]
    : []),
];
const creditNote = (order: Order): InvoiceRow[] =>
  rowsOf(order)
    .filter(({ line }) => line.refunded > 0)
    .map((row): InvoiceRow => ({ ...row, kind: 'credit' }));

/** Of goods, freight or credit. */
const of = <T>(row: Row, goods: T, freight: T, credit: T): T => ({ goods, freight, credit })[kindOf(row)];

function fieldsIn({ headers, freight, date, money }: Language) {
  const [customer, name, number, day, item, title, quantity, price, amount] = headers as [
    string,
    ...string[],
  ];
  return [
    each(customer, 'customerId', ({ order }) => `D${10_000 + order.person!.id}`),
    each(name!, null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
    each(
      number!,
      'invoice',
      (row) => `${isCredit(row) ? 'GS' : 'RE'}-24${String(row.order.index).padStart(4, '0')}`,
    ),
    each(day!, 'date', (row) => date(at(row))),
    each(item!, 'sku', (row) => of(row, row.line.product.sku, freight[0], row.line.product.sku)),
    each(title!, 'title', (row) => of(row, row.line.product.title, freight[1], row.line.product.title)),
    each(quantity!, 'quantity', (row) => String(of(row, row.line.pieces, 1, -row.line.refundedPieces))),
    each(price!, 'unitPrice', (row) =>
      money(of(row, row.line.product.price, row.order.shipping, row.line.product.price)),
    ),
    each(amount!, 'lineNet', (row) => money(of(row, row.line.net, row.order.shipping, -row.line.refunded))),
  ];
}

export const erpInvoices: readonly Platform[] = languages.map((language) => ({
  name: `ERP list, ${language.name}`,
  file: language.file,
  shop: { states: [], discounts: 'none', hasTax: false, hasFreeLines: true, currencies: ['EUR'] },
  unnamed: {},
  write: (orders) => {
    const blocks = [...orders.map(invoice), ...orders.filter(({ refund }) => refund).map(creditNote)];
    return sheetOfRows(
      fieldsIn(language),
      blocks.sort((a, b) => at(a[0]!) - at(b[0]!)),
      language.sheet,
    );
  },
  truth: (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false }),
}));
