import type { Field } from '../orders/order-line.js';

/** Why a record that is cut rightly cannot be an order line, and which field is to blame. */
export const rejectReasons = {
  NoDate: 'ordered_at',
  UnreadableDate: 'ordered_at',
  DateOutOfRange: 'ordered_at',
  NoQuantity: 'quantity',
  UnreadableQuantity: 'quantity',
  QuantityOutOfRange: 'quantity',
  NoUnitPrice: 'unit_price',
  UnreadableUnitPrice: 'unit_price',
  UnitPriceOutOfRange: 'unit_price',
  NoAmount: 'amount',
  UnreadableAmount: 'amount',
  AmountOutOfRange: 'amount',
} as const satisfies Record<string, Field>;
