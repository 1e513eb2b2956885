import type { KindMeaning } from '../../core/orders/document-kind.js';
import type { OrderLineColumn } from '../../core/orders/order-line.js';

import { invoicedWord, isUnpaid, meaningOfState } from '../../core/orders/order-state.js';

import { findServices, type SoldProduct } from '../../core/orders/services.js';
import type { MatchedColumn } from '../../core/reading/column-mapping.js';
import { decideMoney } from '../../core/reading/decide-money.js';
import { meaningsOf } from '../../core/reading/document-kind.js';
import type { CellReading } from '../../core/reading/lines/cell-reading.js';
import { lineEvidenceSql, sumEvidenceSql } from '../../core/reading/lines/money-evidence-sql.js';
import type { LineEvidence, MoneyReading, SumEvidence } from '../../core/reading/money-reading.js';
import { filledColumns, orderLinesSql } from '../../core/reading/order-lines-sql.js';
import { typedLinesSql, typedStep } from '../../core/reading/typed-lines-sql.js';
import type { Engine } from '../engine.js';
import { keepNewestStates } from './keep-newest-states.js';
import { leaveOutInstalments } from './leave-out-instalments.js';
import { repeatedRows } from './repeated-rows.js';
import { joinOrders, splitOrders } from './split-orders.js';

/** How lines become order lines, and the query that makes them so. */
export interface JudgedLines {
  /** A query of the canonical columns and `reason`. */
  readonly sql: string;
  readonly money: MoneyReading;
  /** The canonical columns that have anything. */
  readonly columns: readonly OrderLineColumn[];
  /** Whether the query reads a table of this engine: then it may be asked as often as wanted. */
  readonly isTable: boolean;
  /** Kinds of documents or lines, and what each means. */
  readonly kinds: ReadonlyMap<string, KindMeaning>;
  /** Whether there are invoices that are not paid yet, and count. */
  readonly isUnpaidSold: boolean;
  /** Lines of states that an order has left. */
  readonly older: number;
  /** Instalments that count within their final invoice. */
  readonly instalments: number;
  /** Records that repeat an order which stands above, line by line; they are left out. */
  readonly repeated: number;
}

/**
 * Finds out by arithmetic what the columns of money are, and makes order lines of the cells. What a plain file
 * needs is one query that is not run here; whatever asks for more than one look is kept in a table.
 */
export async function judgeLines(
  engine: Engine,
  cells: string,
  first: CellReading,
  file: string,
): Promise<JudgedLines> {
  let reading = first;
  const { layout } = reading;
  const repeated = reading.hasRepeats ? await repeatedRows(engine, cells, reading) : 0;
  const { mapping } = layout;
  const kinds = await makeDocumentKinds(engine, cells, mapping.document_kind);
  const { priceIs, isDiscountOff } = layout;
  const context = { mapping, file, priceIs, isDiscountOff, goodsAre: layout.platform?.goodsAre ?? null };
  if (!needsALook(reading)) {
    const money = decideMoney({ ...context, line: null, sums: {} });
    return {
      sql: `with ${typedLinesSql(cells, reading)},\n${orderLinesSql(typedStep(reading), reading, money)}`,
      money,
      columns: filledColumns(reading, money),
      isTable: false,
      repeated,
      kinds,
      isUnpaidSold: false,
      older: 0,
      instalments: 0,
    };
  }
  await makeTypedLines(engine, cells, reading);
  const older = layout.history ? await keepNewestStates(engine, layout.history) : 0;
  const isSplit = !layout.history && mapping.invoice_id !== undefined && (await splitOrders(engine));
  if (isSplit) {
    reading = { ...reading, hasSplitOrders: true };
    await makeTypedLines(engine, cells, reading);
  }
  const instalments = mapping.document_kind ? await leaveOutInstalments(engine, layout, { cells, file }) : 0;
  const isUnpaidSold = layout.isInvoiceList && (await countUnpaidInvoices(engine));
  const line = await lineEvidence(engine, reading);
  const money = decideMoney({ ...context, line, sums: await sumEvidence(engine, reading) });
  await makeRefundedStates(engine, reading);
  await makeServices(engine, money, reading);
  await engine.run(
    `create or replace table judged_lines as with ${orderLinesSql('typed_lines', reading, money)} order by line_no, part_no`,
  );
  if (isSplit) await joinOrders(engine);
  return {
    sql: 'select * from judged_lines',
    money,
    columns: filledColumns(reading, money),
    isTable: true,
    repeated,
    kinds,
    isUnpaidSold,
    older,
    instalments,
  };
}

/** Says of invoices that are not paid yet that they were sent. Returns whether there are any. */
async function countUnpaidInvoices(engine: Engine): Promise<boolean> {
  const found = await engine.query<{ state: string }>(
    'select distinct state from typed_lines where state is not null order by state',
  );
  const unpaid = found.map(({ state }) => state).filter((state) => state.split(' / ').some(isUnpaid));
  if (unpaid.length === 0) return false;
  await engine.query(
    `update typed_lines set state = state || ' / ${invoicedWord}'
    where state in (select unnest(from_json($1, '["varchar"]')))`,
    [JSON.stringify(unpaid)],
  );
  return true;
}

/** Makes the table `document_kinds (kind, meaning)` of all kinds in the file, not of its first lines alone. */
async function makeDocumentKinds(
  engine: Engine,
  cells: string,
  column: MatchedColumn | undefined,
): Promise<ReadonlyMap<string, KindMeaning>> {
  if (!column) return new Map();
  const cell = `c${column.position}`;
  const found = await engine.query<{ kind: string }>(
    `select ${cell} as kind from (${cells}) where ${cell} is not null group by 1 order by count(*) desc, 1 limit 100`,
  );
  const meanings = meaningsOf(found.map(({ kind }) => kind));
  await engine.query(
    `create or replace table document_kinds as select unnest(from_json($1, '[{"kind":"varchar","meaning":"varchar"}]'), recursive := true)`,
    [JSON.stringify([...meanings].map(([kind, meaning]) => ({ kind, meaning })))],
  );
  return meanings;
}

const makeTypedLines = (engine: Engine, cells: string, reading: CellReading) =>
  engine.run(
    `create or replace table typed_lines as with ${typedLinesSql(cells, reading)} select * from ${typedStep(reading)} order by line_no`,
  );

/** Whether the lines have to be looked at together before they can be read one by one. */
function needsALook({ layout, hasReadDates, hasRepeats }: CellReading): boolean {
  const { mapping, firstRowOnly, orderGoesOn, platform, flags, customerGoesOn, hasSections } = layout;
  const { components, history } = layout;
  const asks = [
    ...([
      'document_kind',
      'discount',
      'refund',
      'refunded_quantity',
      'kept_quantity',
      'cancelled_quantity',
      'price_unit',
      'state',
      'payment_state',
      'paid_at',
    ] as const),
    ...(['order_goods', 'order_total', 'order_discount', 'order_refund', 'order_left'] as const),
  ];
  return (
    flags.length > 0 ||
    customerGoesOn ||
    hasSections ||
    components !== null ||
    history !== null ||
    hasReadDates ||
    hasRepeats ||
    orderGoesOn ||
    firstRowOnly.length > 0 ||
    platform !== null ||
    asks.some((field) => mapping[field]) ||
    Boolean(mapping.amount && mapping.quantity && mapping.unit_price)
  );
}

async function lineEvidence(engine: Engine, { layout: { mapping } }: CellReading): Promise<LineEvidence> {
  const [evidence] = await engine.query<LineEvidence>(
    lineEvidenceSql('(select * from typed_lines where is_line)', mapping),
  );
  return evidence!;
}

async function sumEvidence(engine: Engine, { layout: { mapping } }: CellReading) {
  const sums: Partial<Record<'pieces' | 'amount' | 'price' | 'goods', SumEvidence>> = {};
  if (!mapping.invoice_id || !(mapping.order_goods || mapping.order_total)) return sums;
  const whats = [
    ...(mapping.quantity && mapping.unit_price ? (['pieces', 'price'] as const) : []),
    ...(mapping.amount ? (['amount'] as const) : []),
    ...(mapping.order_goods ? (['goods'] as const) : []),
  ];
  for (const what of whats)
    [sums[what]] = (await engine.query<SumEvidence>(sumEvidenceSql('typed_lines', mapping, what))) as [
      SumEvidence,
    ];
  return sums;
}

/** The states that say of an order that all of it came back. */
async function makeRefundedStates(
  engine: Engine,
  { layout: { mapping, flags, platform } }: CellReading,
): Promise<void> {
  const states =
    platform?.refundsByState || mapping.state || mapping.payment_state || flags.length > 0
      ? await engine.query<{ state: string }>(
          'select distinct state from typed_lines where state is not null',
        )
      : [];
  const refunded = states
    .map(({ state }) => state)
    .filter((state) => state.split(' / ').some((part) => meaningOfState(part) === 'refunded'));
  await engine.query(
    `create or replace table refunded_states as select unnest(from_json($1, '["varchar"]')) as state`,
    [JSON.stringify(refunded)],
  );
}

/** Lines that are no goods have no part in an order's discount and refunds. */
async function makeServices(
  engine: Engine,
  money: MoneyReading,
  { layout: { mapping } }: CellReading,
): Promise<void> {
  const isAsked =
    (money.orderDiscount || mapping.order_refund || mapping.order_left) &&
    (mapping.stock_code || mapping.description);
  const products = isAsked
    ? await engine.query<SoldProduct>(
        'select stock_code as code, description, count(*) as lines from typed_lines where is_line group by all',
      )
    : [];
  const services = [...findServices(products).keys()];
  await engine.query(
    `create or replace table services as select unnest(from_json($1, '[{"code":"varchar","named":"varchar"}]'), recursive := true)`,
    [JSON.stringify(services.map(({ code, description }) => ({ code, named: description })))],
  );
}
