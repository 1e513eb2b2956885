import { type Field, fields, type OrderLineColumn, orderLineColumns } from '../order-line.js';
import type { DateReading } from './decide-dates.js';
import type { NumberReading } from './decide-decimal.js';
import type { ColumnMapping } from './match-columns.js';
import { numberSql } from './number-sql.js';
import { sqlText } from './sql-text.js';

/** Everything that is needed to make typed order lines of the cells of a file. */
export interface LineReading {
  readonly mapping: ColumnMapping;
  readonly dates: DateReading;
  readonly numbers: NumberReading;
  /** Names the lines that have neither an invoice nor a customer. */
  readonly uploadId: string;
}

/**
 * A query with one row per record: the canonical columns, and `reason`, which is null where the line is kept.
 * @param cells a query with `line_no` and the cells as text, trimmed, null where empty: `c1`, `c2` …
 */
export function orderLinesSql(cells: string, { mapping, dates, numbers, uploadId }: LineReading): string {
  const number = (field: Field, type: string) => numberSql(`${field}_cell`, type, numbers);
  return `
with cells as (${cells}),
named as (
  select line_no, ${fields.map((field) => `${cellOf(mapping, field)} as ${field}_cell`).join(', ')} from cells
),
parsed as (
  select *,
    ${dateSql('ordered_at_cell', dates)} as ordered_at,
    ${number('quantity', 'decimal(18,3)')} as read_quantity,
    ${number('unit_price', 'decimal(18,4)')} as read_unit_price,
    ${number('amount', 'decimal(18,4)')} as read_amount,
    ${idSql('customer_id_cell')} as customer_id,
    ${idSql('invoice_id_cell')} as read_invoice_id,
    ${idSql('stock_code_cell')} as stock_code
  from named
),
counted as (select *, ${quantitySql(mapping)} as quantity from parsed),
priced as (select *, ${amountSql(mapping)} as amount from counted),
judged as (
  select *, ${unitPriceSql(mapping)} as unit_price, ${reasonSql(mapping)} as reason from priced
),
final as (
  select ${Object.entries(orderLineColumns)
    .map(([column, type]) => `cast(${finalSql(column as OrderLineColumn, uploadId)} as ${type}) as ${column}`)
    .join(',\n    ')},
    reason
  from judged
)
select * from final`;
}

const cellOf = (mapping: ColumnMapping, field: Field) => {
  const column = mapping[field];
  return column ? `c${column.position}` : 'cast(null as varchar)';
};

function dateSql(cell: string, { formats, hasOffset }: DateReading): string {
  if (formats.length === 0) return 'cast(null as timestamp)';
  const local = hasOffset
    ? `regexp_replace(${cell}, '(:\\d\\d([.,]\\d+)?) ?(Z|UTC|GMT|[+-]\\d\\d(:?\\d\\d)?)$', '\\1')`
    : cell;
  return `cast(try_strptime(${local}, [${formats.map(sqlText).join(', ')}]) as timestamp)`;
}

/**
 * `17850.0`, which a spreadsheet or pandas makes of 17850, is 17850; words for nothing are nothing. A plain
 * `in` would become a join, which loses the order of the rows.
 */
const idSql = (cell: string) => `case
      when length(${cell}) <= 4 and list_contains(['NULL', 'null', 'NaN', 'nan', 'None', 'N/A', 'n/a', '#N/A', '\\N'], ${cell}) then null
      when ends_with(${cell}, '.0') and regexp_full_match(${cell}, '\\d+\\.0') then left(${cell}, -2)
      else ${cell} end`;

const hasPrice = (mapping: ColumnMapping) => Boolean(mapping.quantity && mapping.unit_price);

/** A return may be marked by its quantity or by its amount. */
function quantitySql(mapping: ColumnMapping): string {
  if (hasPrice(mapping)) return 'read_quantity';
  if (!mapping.quantity) return 'case when read_amount < 0 then -1 else 1 end';
  return 'case when read_amount < 0 and read_quantity > 0 then -read_quantity else read_quantity end';
}

/** 18 digits hold nearly every product; 38 hold all, but take a hundred times as long. */
function amountSql(mapping: ColumnMapping): string {
  if (!hasPrice(mapping))
    return 'case when quantity < 0 and read_amount > 0 then -read_amount else read_amount end';
  return `coalesce(
      try_cast(try(read_quantity * read_unit_price) as decimal(18,4)),
      try_cast(cast(read_quantity as decimal(38,3)) * read_unit_price as decimal(18,4)))`;
}

const unitPriceSql = (mapping: ColumnMapping) =>
  hasPrice(mapping)
    ? 'read_unit_price'
    : 'try_cast(coalesce(abs(amount) / nullif(abs(quantity), 0), abs(amount)) as decimal(18,4))';

/** The first reason, from left to right, why a line cannot be kept. */
function reasonSql(mapping: ColumnMapping): string {
  const numbers: [Field, string][] = [
    ...(mapping.quantity ? [['quantity', 'Quantity'] as [Field, string]] : []),
    hasPrice(mapping) ? ['unit_price', 'UnitPrice'] : ['amount', 'Amount'],
  ];
  return `case
    when ordered_at_cell is null then 'NoDate'
    when ordered_at is null then 'UnreadableDate'
    when ordered_at < timestamp '1900-01-01' or ordered_at >= timestamp '2200-01-01' then 'DateOutOfRange'
    ${numbers.map(([field, name]) => numberReasonSql(field, name)).join('\n    ')}
    when amount is null then 'AmountOutOfRange'
    end`;
}

const numberReasonSql = (field: Field, name: string) => `when ${field}_cell is null then 'No${name}'
    when read_${field} is null and regexp_matches(${field}_cell, '\\d{12}|[eE]\\+?\\d\\d') then '${name}OutOfRange'
    when read_${field} is null then 'Unreadable${name}'`;

function finalSql(column: OrderLineColumn, uploadId: string): string {
  if (column === 'description' || column === 'country') return `${column}_cell`;
  if (column !== 'invoice_id') return column;
  const when = `replace(cast(ordered_at as varchar), ' 00:00:00', '')`;
  return `coalesce(read_invoice_id, customer_id || '@' || ${when}, ${sqlText(uploadId)} || ':' || line_no)`;
}
