/**
 * The canonical order line, what every upload becomes in the lake: one row per line of an order.
 * Money and quantities are exact decimals, so that sums do not depend on the order of the rows.
 */
export const orderLineColumns = {
  /** Line number in the upload, from 1, where the record starts. */
  line_no: 'bigint',
  /** 0, or which of several lines that one record holds; from 1,000,000 on, its refund. */
  part_no: 'integer',
  /** The order. Where the file has none: customer and time of the order together. */
  invoice_id: 'varchar',
  /** The product, null where the file has none. */
  stock_code: 'varchar',
  description: 'varchar',
  /** Pieces; negative for a return. 1 or -1 where the file has only amounts. */
  quantity: 'decimal(18,3)',
  /** Local time of the order as the file has it; midnight where the file has days only. */
  ordered_at: 'timestamp',
  /** Money paid per piece, after discounts; at least 0 in clean data. */
  unit_price: 'decimal(18,6)',
  /** Money paid for the line's goods, after discounts, without tax and shipping where these are apart. Negative for a return. */
  amount: 'decimal(18,4)',
  /** Who bought: number, code, e-mail or name as the file has it; null where the cell is empty. */
  customer_id: 'varchar',
  country: 'varchar',
  /** Whether this is a refund that the file has in a column, not a line: its pieces are not known. */
  is_refund: 'boolean',
  /** The file's words for the state of the order, joined by ` / `; null where it has none. */
  state: 'varchar',
  /** ISO 4217 where the file says it so, else its sign. */
  currency: 'varchar',
  /** E-mail address, small letters; phone number, digits only: who bought, where the customer is a guest. */
  customer_email: 'varchar',
  customer_phone: 'varchar',
  customer_name: 'varchar',
  category: 'varchar',
  /** Where it was sold: shop, channel or marketplace. */
  channel: 'varchar',
  coupon: 'varchar',
  /** Money per piece before discounts. */
  list_price: 'decimal(18,6)',
  /** Discount on the line's goods, its share of the order's included; at least 0. */
  discount: 'decimal(18,4)',
} as const;

/** Grows whenever the columns of a lake file come to say more: files of an earlier one are read again. */
export const lakeVersion = 2;

export type OrderLineColumn = keyof typeof orderLineColumns;

/**
 * What a column of an upload can mean. Money is of the line, but for what begins with `order_`, which is of the
 * whole order and stands on each of its rows or on the first.
 */
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
  'customer_email',
  'customer_phone',
  'customer_name',
  'ordered_time',
  'category',
  'channel',
  'coupon',
  'currency',
  'list_price',
  'discount',
  'refund',
  'refunded_quantity',
  /** Pieces that are left after refunds. */
  'kept_quantity',
  /** Pieces that were ordered and cancelled. */
  'cancelled_quantity',
  /** For how many pieces the price is. */
  'price_unit',
  'refunded_at',
  'state',
  'payment_state',
  /** Invoice or credit note. */
  'document_kind',
  'cancelled_at',
  'paid_at',
  /** Goods of the whole order. */
  'order_goods',
  'order_total',
  'order_discount',
  'order_tax',
  'order_shipping',
  'order_refund',
  /** What is left of the total after refunds; 0 where nothing came back. */
  'order_left',
] as const;

export type Field = (typeof fields)[number];
