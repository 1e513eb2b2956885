import { type Field, type OrderLineColumn, orderLineColumns } from '../orders/order-line.js';
import type { ColumnMapping } from './column-mapping.js';
import type { CellReading } from './lines/cell-reading.js';
import { isKindSql } from './lines/cell-tests-sql.js';
import { discountedSql, plainMoney, sharedSql } from './lines/discounts-sql.js';
import { mayComeBack, paidSql } from './lines/refunds-sql.js';
import type { MoneyReading } from './money-reading.js';
import { sqlText } from './sql-text.js';
import { isPacked } from './typed-lines-sql.js';

/** Fields that only some files have, as null where this one has not. */
const numberOrNull = (mapping: ColumnMapping, field: Field, type = 'decimal(18,4)') =>
  mapping[field] ? field : `cast(null as ${type})`;

/**
 * A query with one row per order line: the canonical columns, and `reason`, which is null where the line is kept.
 * @param lines a query or table of `typedLinesSql`
 * @param money how the money of a line is found
 */
export function orderLinesSql(lines: string, reading: CellReading, money: MoneyReading): string {
  const { layout, uploadId } = reading;
  const { mapping } = layout;
  const isOfOrders = money.basis.startsWith('order');
  const takesOff = takesSomethingOff(money);
  const steps: [string, string][] = [];
  const from = () => steps.at(-1)?.[0] ?? lines;
  const add = (name: string, sql: string) => steps.push([name, sql]);

  add('named_orders', `select *, ${invoiceSql(uploadId)} as invoice_id from ${lines}`);
  if (isPacked(layout)) add('unpacked', unpackedSql(from(), layout.platform!.packed!.parts));
  else add('single', `select *, 0 as part_no, ${piecesColumns(mapping)} from ${from()}`);
  if (isOfOrders) add('weighed', weighedSql(from(), mapping, money.basis));
  add('costed', `select *, ${costSql(mapping, money.basis)} as cost from ${from()}`);
  add('discounted', discountedSql(from(), money));
  if (mapping.document_kind) add('given_back', givenBackSql(from()));
  if (mayComeBack(layout)) add('paid', paidSql(from(), layout, money));
  else add('paid', `select *, false as is_refund from ${from()}`);
  add(
    'judged',
    `select *, ${unitPriceSql(mapping, money, takesOff)} as paid_price, ${reasonSql(mapping, reading)} as reason from ${from()}`,
  );
  const final = Object.entries(orderLineColumns).map(
    ([column, type]) =>
      `cast(${finalSql(column as OrderLineColumn, mapping, takesOff)} as ${type}) as ${column}`,
  );
  add('final', `select ${final.join(',\n    ')},\n    reason\n  from judged`);
  return `${steps.map(([name, sql]) => `${name} as (${sql})`).join(',\n')}\nselect * from final`;
}

/**
 * The canonical columns that a file can fill. The others are not in its lake file, where a column of nothing costs
 * as much to write as one of something; what is not there is null, a `part_no` 0, and no refund.
 */
export function filledColumns({ layout, numbers }: CellReading, money: MoneyReading): OrderLineColumn[] {
  const { mapping, platform } = layout;
  const refunds = mayComeBack(layout);
  const takesOff = takesSomethingOff(money);
  const isFilled: Partial<Record<OrderLineColumn, boolean>> = {
    part_no: isPacked(layout) || refunds,
    is_refund: refunds,
    state:
      Boolean(
        mapping.state ??
          mapping.payment_state ??
          mapping.cancelled_at ??
          mapping.cancelled_quantity ??
          mapping.paid_at ??
          platform?.states,
      ) || layout.flags.length > 0,
    currency: Boolean(mapping.currency ?? platform?.currency) || numbers.common.currencies.length > 0,
    list_price: takesOff || Boolean(mapping.list_price),
    discount: takesOff,
  };
  const ofField = [
    'customer_email',
    'customer_phone',
    'customer_name',
    'category',
    'channel',
    'coupon',
  ] as const;
  for (const field of ofField) isFilled[field] = Boolean(mapping[field]);
  return (Object.keys(orderLineColumns) as OrderLineColumn[]).filter((column) => isFilled[column] !== false);
}

/** Whether a discount has to be taken off, of a line or of its order. */
const takesSomethingOff = (money: MoneyReading) => money.lineDiscount !== null || money.orderDiscount;

/** The order: its number; else who and when; else, as what is no line of an order, the line by itself. */
function invoiceSql(uploadId: string): string {
  const when = `replace(cast(ordered_at as varchar), ' 00:00:00', '')`;
  return `coalesce(case when is_line then read_invoice_id end, case when is_line then customer_id || '@' || ${when} end, ${sqlText(uploadId)} || ':' || line_no)`;
}

const hasPrice = (mapping: ColumnMapping) => Boolean(mapping.quantity && mapping.unit_price);

/** Pieces, and the money columns of a line, under the names that the later steps use. */
function piecesColumns(mapping: ColumnMapping): string {
  return `${piecesSql(mapping)} as pieces, stock_code as code, description as named, ${numberOrNull(mapping, 'amount')} as own_amount`;
}

/** A return may be marked by its quantity, by its amount, or by its price. */
function piecesSql(mapping: ColumnMapping): string {
  // What is left of a line that came back whole is 0; how many there were, nobody says.
  if (mapping.kept_quantity) return 'greatest(kept_quantity, 1)';
  if (hasPrice(mapping)) {
    return mapping.amount
      ? 'case when amount < 0 and quantity > 0 and unit_price >= 0 then -quantity else quantity end'
      : 'quantity';
  }
  if (!mapping.quantity)
    return `cast(case when ${mapping.amount ? 'amount' : '0'} < 0 then -1 else 1 end as decimal(18,3))`;
  return mapping.amount
    ? 'case when amount < 0 and quantity > 0 then -quantity else quantity end'
    : 'quantity';
}

/** One row per packed line; an order whose lines cannot be taken apart is one line. */
function unpackedSql(from: string, parts: Readonly<Record<string, string | undefined>>): string {
  const part = (name: string, otherwise: string, type: string) => {
    const pattern = parts[name];
    if (!pattern) return otherwise;
    const text = `nullif(trim(regexp_extract(packed_line, ${sqlText(pattern)}, 1)), '')`;
    return type === 'varchar'
      ? `coalesce(${text}, ${otherwise})`
      : `coalesce(try_cast(${text} as ${type}), ${otherwise})`;
  };
  return `
  select *,
    ${part('quantity', 'cast(1 as decimal(18,3))', 'decimal(18,3)')} as pieces,
    ${part('stock_code', 'stock_code', 'varchar')} as code,
    ${part('description', 'description', 'varchar')} as named,
    ${part('amount', plainMoney, 'decimal(18,4)')} as own_amount
  from (
    select *, unnest(case when len(packed_lines) > 0 then packed_lines else [cast(null as varchar)] end) as packed_line,
      unnest(case when len(packed_lines) > 0 then range(len(packed_lines)) else [0] end) as part_no
    from ${from}
  )`;
}

/** What a line's goods cost before anything is taken off. */
function costSql(mapping: ColumnMapping, basis: MoneyReading['basis']): string {
  if (basis.startsWith('order')) return 'order_share';
  if (basis === 'price')
    return 'cast(case when pieces < 0 then -abs(unit_price) else unit_price end as decimal(18,4))';
  // 18 digits hold nearly every product; 38 hold all, but take a hundred times as long.
  const product = (price: string) => `coalesce(
      try_cast(try(pieces * ${price}) as decimal(18,4)),
      try_cast(cast(pieces as decimal(38,3)) * ${price} as decimal(18,4)))`;
  // Negative in both is a return as well, and not a purchase.
  const byPrice = product('case when pieces < 0 and unit_price < 0 then -unit_price else unit_price end');
  const byAmount = 'case when pieces < 0 and own_amount > 0 then -own_amount else own_amount end';
  if (basis === 'amount') return hasPrice(mapping) ? `coalesce(${byAmount}, ${byPrice})` : byAmount;
  return mapping.amount ? `coalesce(${byPrice}, ${byAmount})` : byPrice;
}

/** Each line's share of what its order says: by its own money where it has some, else by pieces. */
function weighedSql(from: string, mapping: ColumnMapping, basis: MoneyReading['basis']): string {
  const own = mapping.kept_quantity && mapping.unit_price ? 'pieces * unit_price' : 'own_amount';
  const goods = mapping.order_goods ? 'order_goods' : null;
  // What comes back under the order's own number has a total of its own.
  const document = mapping.document_kind
    ? `invoice_id, ${isKindSql('document_kind_cell', 'returned')}`
    : 'invoice_id';
  const total = mapping.order_total ? 'order_total' : null;
  const without = `order_total - ${mapping.order_tax ? 'coalesce(abs(order_tax), 0)' : '0'} - ${mapping.order_shipping ? 'coalesce(abs(order_shipping), 0)' : '0'}`;
  const said = { 'order goods': goods, 'order total': total, 'order total without': without }[
    basis as string
  ]!;
  return `
  select *, ${sharedSql('said', 'weight', 'weights')} as order_share
  from (
    select *, sum(weight) over of_order as weights
    from (
      select *, cast(${said} as decimal(18,4)) as said,
        cast(case when sum(abs(coalesce(${own}, 0))) over of_order > 0 then abs(coalesce(${own}, 0)) else abs(coalesce(pieces, 1)) end as decimal(18,4)) as weight
      from ${from}
      window of_order as (partition by ${document})
    )
    window of_order as (partition by ${document})
  )
  window upto as (partition by ${document} order by line_no, part_no rows unbounded preceding)`;
}

/** What a credit note has is given back, whichever sign it is written with; a line that is a discount takes off. */
const givenBackSql = (from: string) => {
  const isBack = isKindSql('document_kind_cell', 'returned');
  const isDiscount = isKindSql('document_kind_cell', 'discount');
  return `select * replace (
    case when ${isBack} then -abs(pieces) else pieces end as pieces,
    case when ${isBack} or ${isDiscount} then -abs(amount_paid) else amount_paid end as amount_paid,
    case when ${isDiscount} then concat_ws(': ', document_kind_cell, named) else named end as named
  ) from ${from}`;
};

/** As the file has it where nothing was taken off it; else what was paid, by the piece. */
function unitPriceSql(mapping: ColumnMapping, { basis }: MoneyReading, takesOff: boolean): string {
  const paid =
    'try_cast(coalesce(abs(amount_paid) / nullif(abs(pieces), 0), abs(amount_paid)) as decimal(18,4))';
  const isAsWritten = basis === 'pieces' && !takesOff && hasPrice(mapping) && !mapping.price_unit;
  if (!isAsWritten) return paid;
  const own = 'case when pieces < 0 and unit_price < 0 then -unit_price else unit_price end';
  return mapping.amount ? `coalesce(${own}, ${paid})` : own;
}

/** The first reason, from left to right, why a line cannot be kept. */
function reasonSql(mapping: ColumnMapping, { years: [first, last] }: CellReading): string {
  const numbers: [Field, string][] = [
    ...(mapping.quantity ? [['quantity', 'Quantity'] as [Field, string]] : []),
    ...(hasPrice(mapping) && !mapping.amount ? [['unit_price', 'UnitPrice'] as [Field, string]] : []),
    ...(mapping.amount && !hasPrice(mapping) ? [['amount', 'Amount'] as [Field, string]] : []),
  ];
  const either = hasPrice(mapping) && mapping.amount;
  const ofOrder = (['order_goods', 'order_total'] as const).find((field) => mapping[field]);
  return `case
    when not is_line then 'NotAnOrderLine'
    when ordered_at_cell is null then 'NoDate'
    when ordered_at is null then 'UnreadableDate'
    when ordered_at < timestamp '${first}-01-01' or ordered_at >= timestamp '${last + 1}-01-01' then 'DateOutOfRange'
    ${numbers.map(([field, name]) => numberReasonSql(field, name)).join('\n    ')}
    ${
      either
        ? `when unit_price is null and amount is null and unit_price_cell is null and amount_cell is null then 'NoAmount'
    when unit_price is null and amount is null then 'UnreadableAmount'`
        : ''
    }
    ${ofOrder ? `when amount_paid is null and ${ofOrder}_cell is not null and ${ofOrder} is null then 'UnreadableAmount'` : ''}
    when amount_paid is null then ${ofOrder ? `'NoAmount'` : `'AmountOutOfRange'`}
    end`;
}

const numberReasonSql = (field: Field, name: string) => `when ${field}_cell is null then 'No${name}'
    when ${field} is null and regexp_matches(${field}_cell, '^[-+0-9.,]*$|^[-+]?[0-9.]+[eE]\\+?\\d\\d') and regexp_matches(${field}_cell, '\\d{12}|[eE]\\+?\\d\\d') then '${name}OutOfRange'
    when ${field} is null then 'Unreadable${name}'`;

function finalSql(column: OrderLineColumn, mapping: ColumnMapping, takesOff: boolean): string {
  switch (column) {
    case 'stock_code':
      return 'code';
    case 'description':
      return 'named';
    case 'quantity':
      return 'pieces';
    case 'unit_price':
      return 'paid_price';
    case 'amount':
      return 'amount_paid';
    case 'discount':
      return 'taken_off';
    case 'list_price':
      // The same as the price that was paid where nothing says otherwise.
      if (!mapping.list_price && !takesOff) return 'null';
      return `greatest(${mapping.list_price ? 'list_price, ' : ''}try_cast(cost / nullif(pieces, 0) as decimal(18,4)))`;
    default:
      return column;
  }
}
