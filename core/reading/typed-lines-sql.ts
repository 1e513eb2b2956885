import { type Field, fields } from '../order-line.js';
import { positionOf } from '../platforms/recognise-platform.js';
import type { ColumnMapping } from './column-mapping.js';
import { amountWithin } from './column-profile.js';
import type { DateReading } from './decide-dates.js';
import type { NumberReading, NumberReadings } from './decide-decimal.js';
import { isNoKindSql, testSql, testsSql } from './lines/cell-tests-sql.js';
import { currencyOf } from './lines/currency-of-sql.js';
import { dateSql, offsetColumns } from './lines/moment-sql.js';
import { stateParts, stateSql } from './lines/state-sql.js';
import { numberFields } from './number-fields.js';
import { type NumberKind, numberSql } from './number-sql.js';
import type { Layout } from './recognise-layout.js';
import { sqlText } from './sql-text.js';

/** Everything that is needed to make typed values of the cells of a file. */
export interface CellReading {
  readonly layout: Layout;
  readonly dates: DateReading;
  readonly numbers: NumberReadings;
  /** Names the lines that have neither an invoice nor a customer. */
  readonly uploadId: string;
  readonly contacts: 'keep' | 'hash' | 'drop';
  /** Whether the table `read_dates (cell, moment)` has what no format reads. */
  readonly hasReadDates: boolean;
  /** Minutes by which a moment is moved to the shop's local time, as SQL over `offset_minutes`; null: as written. */
  readonly shiftSql: string | null;
  /** What was found about offsets, in a sentence. */
  readonly shiftNote: string | null;
  /** Whether orders come in several pieces, some of which may be copies: then `repeated_rows (line_no)` has those. */
  readonly hasRepeats: boolean;
  /** Whether numbers stand for several orders: then `split_orders (line_no, order_key)` has the order of each line. */
  readonly hasSplitOrders: boolean;
  /** Years outside of these are mistakes, both inclusive. */
  readonly years: readonly [number, number];
}

const pieces: readonly Field[] = [
  'quantity',
  'refunded_quantity',
  'kept_quantity',
  'cancelled_quantity',
  'price_unit',
];

/** The type that a number is read as, and what may stand beside its digits. */
function numberType(field: Field): readonly [string, NumberKind] {
  if (pieces.includes(field)) return ['decimal(18,3)', 'pieces'];
  return [field === 'unit_price' ? 'decimal(18,6)' : 'decimal(18,4)', 'money'];
}

/**
 * The steps (`with` items) of a query with one row per record: `line_no`, whether it is a line of an order (`is_line`), the order
 * (`read_invoice_id`), and each mapped field: numbers and `ordered_at` typed, as `<field>`, beside the text of
 * its cell, `<field>_cell`. What stands on the first row of an order only is on each.
 * @param cells a query with `line_no` and the cells as text, trimmed, null where empty: `c1`, `c2` …
 */
export function typedLinesSql(cells: string, reading: CellReading): string {
  const { layout, dates, numbers, hasRepeats, hasSplitOrders } = reading;
  const { mapping, firstRowOnly, orderGoesOn, platform } = layout;
  const mapped = fields.filter((field) => mapping[field]);
  const text = (field: Field) => `${field}_cell`;
  const named = mapped.map((field) => `${cellOf(field, layout)} as ${text(field)}`);
  const typed = mapped
    .filter((field) => numberFields.includes(field))
    .map((field) => {
      const [type, kind] = numberType(field);
      const cell = text(field);
      if (layout.packedAmounts.includes(field))
        return `try_cast(replace(${cell}, ',', '.') as ${type}) as ${field}`;
      const plain = (each: Field) =>
        numberOf(each, text(each), ...numberType(each), numbers.ofField.get(each)!);
      if (field === 'quantity' && mapping.cancelled_quantity)
        return `cast(${plain(field)} - coalesce(abs(${plain('cancelled_quantity')}), 0) as ${type}) as ${field}`;
      const hundredth = layout.inCents || isInCents(mapping.unit_price?.header) ? ' / 100' : '';
      if (field === 'unit_price' && mapping.price_unit)
        return `cast(${plain(field)} as double) / coalesce(nullif(cast(${plain('price_unit')} as double), 0), 1)${hundredth} as ${field}`;
      if (field === 'unit_price' && layout.pricePer > 1)
        return `cast(${plain(field)} as double) / ${layout.pricePer}${hundredth} as ${field}`;
      const number = numberOf(field, cell, type, kind, numbers.ofField.get(field)!);
      // `amount_cents`, as payment services have it.
      return kind === 'money' && (layout.inCents || isInCents(mapping[field]?.header))
        ? `cast(${number} / 100 as ${type}) as ${field}`
        : `${number} as ${field}`;
    });
  // `#1001` in one export is `1001` in another.
  const idText = mapping.invoice_id ? `ltrim(${idSql(text('invoice_id'))}, '#')` : 'cast(null as varchar)';
  const number = orderGoesOn
    ? `last_value(${idText} ignore nulls) over (order by line_no rows unbounded preceding)`
    : idText;
  const states = stateParts(layout);
  const ofOrder = [
    ...mapped
      .filter((field) => firstRowOnly.includes(field) || (platform?.givesBack && isPersonal(field)))
      .map(text),
    ...(mapping.invoice_id ? states.names : []),
  ];
  const currency = currencyOf(mapping, numbers.common, platform);
  return `
cells as (${cells}${hasRepeats ? ' anti join repeated_rows using (line_no)' : ''}),
tested as (
  select line_no, ${[...named, `${isLineSql(layout)} as is_line`, ...states.early, ...currency.early, ...packedSql(layout)].join(', ')}
  from cells
),
below as (${
    layout.customerGoesOn
      ? `select * replace (last_value(customer_id_cell ignore nulls) over (order by line_no rows unbounded preceding) as customer_id_cell) from tested`
      : 'select * from tested'
  }),
numbered as (
  ${
    hasSplitOrders
      ? `select * exclude (order_key), coalesce(order_key, ${number}) as read_invoice_id from below left join split_orders using (line_no)`
      : `select *, ${number} as read_invoice_id from below`
  }
),
${
  ofOrder.length > 0
    ? `filled as (
  select * replace (${ofOrder.map(fillSql).join(', ')})
  from numbered
  window of_order as (partition by coalesce(read_invoice_id, cast(line_no as varchar)) order by line_no rows between unbounded preceding and unbounded following),
    upto_here as (partition by coalesce(read_invoice_id, cast(line_no as varchar)) order by line_no rows unbounded preceding)
),`
    : 'filled as (select * from numbered),'
}
typed as (
  select *, ${[
    ...typed,
    `${mapping.cancelled_quantity ? cancelledSql(stateSql(states)) : stateSql(states)} as state`,
    `${currency.sql} as currency`,
    `${dateSql(mapping, dates, reading)} as ordered_at`,
    ...offsetColumns(dates, text('ordered_at')),
    `${mapping.customer_id ? personSql(text('customer_id')) : 'cast(null as varchar)'} as customer_id`,
    `${mapping.stock_code ? idSql(text('stock_code')) : 'cast(null as varchar)'} as stock_code`,
    ...contactsSql(mapping, reading.contacts),
    ...(['description', 'country', 'category', 'channel', 'coupon'] as const).map(
      (field) => `${mapping[field] ? text(field) : 'cast(null as varchar)'} as ${field}`,
    ),
  ].join(',\n    ')}
  from filled
)${platform?.partsFollow && mapping.state ? partsSql : ''}`;
}

/** A line of which no piece is left was cancelled. */
const cancelledSql = (state: string) =>
  `case when quantity = 0 and cancelled_quantity <> 0 then concat_ws(' / ', ${state}, 'cancelled') else ${state} end`;

/** Whether a record is a line of what was sold. */
function isLineSql({ headers, platform, mapping, components, hasSections }: Layout): string {
  const kind = mapping.document_kind && `c${mapping.document_kind.position}`;
  const parent = components?.parent && `c${components.parent}`;
  const code = mapping.stock_code ? `c${mapping.stock_code.position}` : 'null';
  return [
    testsSql(headers ?? [], platform),
    ...(hasSections ? [`c${mapping.ordered_at!.position} is not null`] : []),
    ...(kind ? [isNoKindSql(kind, 'nothing', 'bought')] : []),
    ...(kind && components && !parent ? [isNoKindSql(kind, 'component')] : []),
    ...(parent ? [`(${parent} is null or ${parent} is not distinct from ${code})`] : []),
  ].join(' and ');
}

/** The name of the last step of `typedLinesSql`. */
export const typedStep = ({ layout: { mapping, platform } }: CellReading) =>
  platform?.partsFollow && mapping.state ? 'with_parts' : 'typed';

/** A line whose parts stand below it, as records of no money, has their state beside its own where they agree. */
const partsSql = `,
with_parts as (
  select * exclude (line_group) replace (
    case when is_line and min(state) filter (not is_line) over parts = max(state) filter (not is_line) over parts
      then concat_ws(' / ', state, max(state) filter (not is_line) over parts) else state end as state)
  from (select *, count(*) filter (is_line) over (order by line_no) as line_group from typed)
  window parts as (partition by line_group)
)`;

const numberOf = (field: Field, cell: string, type: string, kind: NumberKind, numbers: NumberReading) => {
  const sql = numberSql(cell, type, numbers, kind);
  if (field === 'quantity' && !numbers.isPlain) return `coalesce(${sql}, ${spelledNumber(cell)})`;
  // A discount of 10 % is 10; what it is of is decided from all of them.
  if (field === 'discount')
    return `coalesce(${sql}, ${numberSql(`rtrim(rtrim(${cell}, '%'))`, type, numbers)})`;
  return sql;
};

/** Whether a header says that its numbers are hundredths of the currency. */
export const isInCents = (header: string | null | undefined) =>
  header !== null &&
  header !== undefined &&
  /(^|[^a-z])cents?([^a-z]|$)|minor([^a-z]|$)|minor.?units?/i.test(header);

const spelled = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const spelledNumber = (cell: string) =>
  `nullif(list_position([${spelled.map(sqlText).join(', ')}], lower(${cell})), 0)`;

/**
 * A cell of the order: its own, or the one above it in the order, or the first below. The nearest above comes first: where
 * numbers begin again, others of this number stand further up.
 */
const fillSql = (cell: string) =>
  `coalesce(${cell}, last_value(${cell} ignore nulls) over upto_here, first_value(${cell} ignore nulls) over of_order) as ${cell}`;

const personal: readonly Field[] = ['customer_id', 'customer_email', 'customer_phone', 'customer_name'];
const isPersonal = (field: Field) => personal.includes(field);

/** The text of a field; who gave back is not said where the shop itself stands in the customer's place. */
function cellOf(field: Field, { mapping, headers, platform, packedAmounts }: Layout): string {
  const cell = `c${mapping[field]!.position}`;
  if (packedAmounts.includes(field))
    return `nullif(regexp_extract(${cell}, ${sqlText(amountWithin)}, 1), '')`;
  const back = platform?.givesBack;
  const test = back && testSql(headers ?? [], back.when);
  const order = back && positionOf(headers ?? [], back.order);
  if (!test || !order) return cell;
  if (field === 'invoice_id') return `case when ${test} then coalesce(c${order}, ${cell}) else ${cell} end`;
  return isPersonal(field) ? `case when not ${test} then ${cell} end` : cell;
}

/** The texts of lines that are packed into cells, as a list; see `Platform.packed`. */
function packedSql({ headers, platform }: Layout): string[] {
  const packed = platform?.packed;
  if (!packed || !headers) return [];
  const { column, between } = packed;
  const positions = headers.flatMap((header, i) =>
    (typeof column === 'string' ? header.toLowerCase() === column.toLowerCase() : column.test(header))
      ? [i + 1]
      : [],
  );
  if (positions.length === 0) return [];
  const texts =
    between === null
      ? `list_filter([${positions.map((position) => `c${position}`).join(', ')}], cell -> cell is not null)`
      : `list_filter(string_split(c${positions[0]}, ${sqlText(between)}), cell -> trim(cell) <> '')`;
  return [`${texts} as packed_lines`];
}

/** The parts of a packed line. */
export const isPacked = (layout: Layout) => packedSql(layout).length > 0;

/**
 * `17850.0`, which a spreadsheet or pandas makes of 17850, is 17850; words for nothing are nothing; letters
 * that nobody sees are no part of an id. A plain `in` would become a join, which loses the order of the rows.
 */
export const idSql = (cell: string) => `case
      when length(${cell}) <= 4 and list_contains(['NULL', 'null', 'NaN', 'nan', 'None', 'N/A', 'n/a', '#N/A', '\\N', '-'], ${cell}) then null
      when (ends_with(${cell}, '.0') or ends_with(${cell}, '.00')) and regexp_full_match(${cell}, '\\d+\\.0+') then regexp_extract(${cell}, '^\\d+')
      when strlen(${cell}) <> length(${cell}) then nullif(trim(regexp_replace(${cell}, '[\\x{ad}\\x{200b}-\\x{200f}\\x{2060}\\x{feff}]', '', 'g'), ' ' || chr(160)), '')
      else ${cell} end`;

/** An e-mail address is the same in any letters. */
const personSql = (cell: string) =>
  `case when contains(${cell}, '@') then lower(regexp_replace(${idSql(cell)}, '\\s', '', 'g')) else ${idSql(cell)} end`;

function contactsSql(mapping: ColumnMapping, contacts: CellReading['contacts']): string[] {
  const kept = (field: Field, sql: string) => {
    if (!mapping[field] || contacts === 'drop') return `cast(null as varchar) as ${field}`;
    return `${contacts === 'hash' ? `sha256(${sql})` : sql} as ${field}`;
  };
  return [
    kept(
      'customer_email',
      `case when contains(customer_email_cell, '@') then lower(regexp_replace(customer_email_cell, '\\s', '', 'g')) end`,
    ),
    kept('customer_phone', `nullif(regexp_replace(customer_phone_cell, '[^0-9]', '', 'g'), '')`),
    kept('customer_name', 'customer_name_cell'),
  ];
}
