/**
 * The canonical order line, what every upload becomes in the lake: one row per line of an order.
 * Money and quantities are exact decimals, so that sums do not depend on the order of the rows.
 */
export const orderLineColumns = {
  /** Line number in the upload, from 1, where the record starts. */
  line_no: 'bigint',
  /** The order. Where the file has none: customer and time of the order together. */
  invoice_id: 'varchar',
  /** The product, null where the file has none. */
  stock_code: 'varchar',
  description: 'varchar',
  /** Pieces; negative for a return. 1 or -1 where the file has only amounts. */
  quantity: 'decimal(18,3)',
  /** Local time of the order as the file has it; midnight where the file has days only. */
  ordered_at: 'timestamp',
  /** Money per piece, at least 0 in clean data; amount / quantity where the file has only amounts. */
  unit_price: 'decimal(18,4)',
  /** Money of the line: quantity × unit_price, or the file's own amount. Negative for a return. */
  amount: 'decimal(18,4)',
  /** Who bought: number, code, e-mail or name; null where unknown (an anonymous line). */
  customer_id: 'varchar',
  country: 'varchar',
} as const;

export type OrderLineColumn = keyof typeof orderLineColumns;

/** What a column of an upload can mean. `amount` is the money of the whole line (or whole order). */
export const fields = [
  'invoice_id',
  'stock_code',
  'description',
  'quantity',
  'ordered_at',
  'unit_price',
  'amount',
  'customer_id',
  'country',
] as const;

export type Field = (typeof fields)[number];
