import type { KindMeaning } from '../orders/document-kind.js';
import { fields } from '../orders/order-line.js';
import { listOf } from '../words/list-of.js';
import { isInCents } from './is-in-cents.js';
import type { Layout } from './layout/layout.js';
import type { CellReading } from './lines/cell-reading.js';
import type { MoneyReading } from './money-reading.js';
import type { Recognised } from './recognised.js';

type Described = Pick<
  Recognised,
  | 'headerLine'
  | 'platform'
  | 'columns'
  | 'runnersUp'
  | 'money'
  | 'repeated'
  | 'ignoredColumns'
  | 'missingFields'
  | 'dates'
  | 'numbers'
  | 'notes'
>;

interface JudgedReading {
  readonly money: MoneyReading;
  readonly repeated: number;
  readonly isUnpaidSold: boolean;
  readonly older: number;
  readonly instalments: number;
  /** Kinds of documents or lines, and what each means. */
  readonly kinds: ReadonlyMap<string, KindMeaning>;
}

const kindSentences: readonly (readonly [KindMeaning, string])[] = [
  ['returned', 'are returns, whichever sign their money has'],
  ['discount', 'are taken off the other lines of their orders'],
  ['nothing', 'are no goods that were sold, and left out'],
  ['bought', 'are what the shop itself bought, no sales, and left out'],
  ['unknown', 'are kinds that nobody knows, and count as sold'],
];

/** What the kinds of documents were taken for. */
const kindNotes = (header: string, kinds: ReadonlyMap<string, KindMeaning>): [boolean, string][] =>
  kindSentences.map(([meaning, sentence]) => {
    const named = [...kinds].filter(([, each]) => each === meaning).map(([kind]) => `'${kind}'`);
    return [named.length > 0, `Lines that '${header}' calls ${listOf(named.slice(0, 6))} ${sentence}.`];
  });

/** Fields that every shop would want; nobody misses the others. */
const usualFields = fields.slice(0, 9);

/** The part of `Recognised` that says how columns are read. */
export function describeReading(
  layout: Layout,
  reading: CellReading,
  { money, ...judged }: JudgedReading,
): Described {
  return {
    headerLine: layout.headerLine,
    platform: layout.platform?.title ?? null,
    columns: layout.mapping,
    runnersUp: layout.runnersUp,
    money,
    repeated: judged.repeated,
    ignoredColumns: ignoredColumns(layout),
    missingFields: usualFields.filter((field) => !layout.mapping[field]),
    dates: reading.dates,
    numbers: reading.numbers.common,
    notes: notes(layout, reading, money, judged),
  };
}

function ignoredColumns({ headers, nColumns, mapping }: Layout): string[] {
  const used = new Set(Object.values(mapping).map((column) => column.position));
  return Array.from({ length: nColumns }, (_, i) => i + 1)
    .filter((position) => !used.has(position))
    .map((position) => headers?.[position - 1] || `column ${position}`);
}

function notes(
  {
    headerLine,
    mapping,
    platform,
    flags,
    customerGoesOn,
    unread,
    pricePer,
    history,
    components,
    inCents,
    hasSections,
  }: Layout,
  { numbers: { common: numbers }, shiftNote }: CellReading,
  money: MoneyReading,
  { repeated, kinds, isUnpaidSold, older, instalments }: Omit<JudgedReading, 'money'>,
): string[] {
  const says: [boolean, string][] = [
    [
      headerLine === null && Object.values(mapping).some((column) => column.matchedBy === 'values'),
      'The file has no header; its columns were inferred from their values.',
    ],
    [
      inCents || Object.values(mapping).some(({ header }) => isInCents(header)),
      'Money is in cents: it is divided by 100 (rule reading.cents).',
    ],
    [
      mapping.price_unit !== undefined,
      `Prices are for as many pieces as '${mapping.price_unit?.header}' says.`,
    ],
    [pricePer > 1, `'${mapping.unit_price?.header}' is for ${pricePer} pieces.`],
    [
      mapping.cancelled_quantity !== undefined,
      `Pieces in '${mapping.cancelled_quantity?.header}' were not sold, and are taken off.`,
    ],
    ...unread.map((note): [boolean, string] => [true, note]),
    ...kindNotes(mapping.document_kind?.header ?? '', kinds),
    ...flags.map(({ header, state }): [boolean, string] => [
      true,
      `'${header}' says which orders are ${state}.`,
    ]),
    [
      customerGoesOn && hasSections,
      'Rows with nothing but a name stand above the lines of that customer, who is theirs.',
    ],
    [
      customerGoesOn && !hasSections,
      `'${mapping.customer_id?.header}' stands on the first of a customer's lines, and is that of those below.`,
    ],
    [
      history !== null,
      `Orders stand once per state: each counts once, in its newest${history?.isDated ? ', on the day of its first' : ''} (${older} lines of older states are left out).`,
    ],
    [
      instalments > 0,
      `${instalments} instalments are part of the final invoice that follows, and count there.`,
    ],
    [
      components !== null,
      "Lines that are components of a bundle are left out: the bundle's line has their money.",
    ],
    [
      isUnpaidSold,
      'The file lists invoices: those that are not paid yet were sold, and count (rule cleaning.statesThatDoNotCount).',
    ],
    [platform?.lacks !== undefined, `${platform?.title}: ${platform?.lacks}.`],
    ...money.notes.map((note): [boolean, string] => [true, note]),
    [
      money.orderDiscount,
      `The order's discount '${mapping.order_discount?.header}' is taken off its lines by value.`,
    ],
    [
      Boolean(mapping.order_refund ?? mapping.order_left ?? mapping.refund ?? mapping.refunded_quantity) &&
        !mapping.refunded_at,
      'Refunds are counted on the day of the order: the file has no day of their own.',
    ],
    [repeated > 0, `${repeated} lines repeat an order that stands above them, and count once.`],
    [
      numbers.decidedBy === 'convention',
      `No number tells the decimal sign; '${numbers.decimal}' is taken for it (rule reading.decimal).`,
    ],
    [shiftNote !== null, shiftNote ?? ''],
    [!mapping.invoice_id, 'There is no order number; what a customer buys at one time is one order.'],
  ];
  return says.filter(([holds]) => holds).map(([, sentence]) => sentence);
}
