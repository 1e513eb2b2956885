import type { Field } from '../orders/order-line.js';

/** Fields that are numbers. */
export const numberFields: readonly Field[] = [
  ...([
    'quantity',
    'refunded_quantity',
    'kept_quantity',
    'cancelled_quantity',
    'price_unit',
    'unit_price',
    'amount',
    'discount',
    'refund',
  ] as const),
  ...(['list_price', 'order_goods', 'order_total', 'order_discount', 'order_tax', 'order_shipping'] as const),
  ...(['order_refund', 'order_left'] as const),
];
