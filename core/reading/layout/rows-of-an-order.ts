import type { Field } from '../../orders/order-line.js';
import type { ColumnMapping } from '../column-mapping.js';
import type { ColumnProfile } from '../column-profile.js';
import { grainOf, orderKeys, rowsOfOrders } from '../money-grain.js';
import { readDate } from '../read-date.js';
import type { Layout } from './layout.js';

/**
 * Whether a customer stands above several lines, as in merged cells or a report sorted by customer: each is there once,
 * the cells below are blank, and days begin again only where another stands. Orders of nobody are blank as well, but
 * among customers who come again.
 */
export function customerGoesOn(
  { customer_id, ordered_at }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): boolean {
  if (!customer_id || !ordered_at) return false;
  const { values, distinct, filled } = profiles[customer_id.position - 1]!;
  const days = profiles[ordered_at.position - 1]!.values;
  if (filled > 0.7 || values[0] === '' || distinct < 3) return false;
  if (distinct < Math.round(filled * values.length)) return false;
  const moments = days.map((day) => readDate(day, 'dmy') ?? readDate(day, 'mdy'));
  const falls = moments.flatMap((moment, i) =>
    i > 0 && moment !== null && moments[i - 1] !== null && moment < moments[i - 1]! ? [i] : [],
  );
  const within = falls.filter((i) => values[i] === '').length;
  return within <= 0.05 * values.length && falls.length - within >= 2;
}

const ofOrder: readonly Field[] = [
  ...([
    'customer_id',
    'customer_email',
    'customer_phone',
    'customer_name',
    'ordered_at',
    'ordered_time',
  ] as const),
  ...([
    'country',
    'channel',
    'coupon',
    'currency',
    'state',
    'payment_state',
    'cancelled_at',
    'paid_at',
  ] as const),
  ...([
    'refunded_at',
    'order_goods',
    'order_total',
    'order_discount',
    'order_tax',
    'order_shipping',
  ] as const),
  'order_refund',
  'order_left',
];

/** Which fields an order has on its first row only, and whether its number is one of them. */
export function rowsOfAnOrder(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): Pick<Layout, 'firstRowOnly' | 'orderGoesOn'> {
  const order = mapping.invoice_id && profiles[mapping.invoice_id.position - 1];
  if (!order) return { firstRowOnly: [], orderGoesOn: false };
  const date = profiles[mapping.ordered_at!.position - 1]!;
  const numbers = orderKeys(
    order.values,
    date.values.map((value) => value.slice(0, 10)),
  );
  const blank = order.values.flatMap((value, i) => (value === '' ? [i] : []));
  // A blank number goes on with the order above where the date is blank with it, or the same.
  const goesOn = (i: number) => date.values[i] === '' || date.values[i] === date.values[i - 1];
  const orderGoesOn = order.values[0] !== '' && blank.length > 0 && blank.every(goesOn);
  const orders = orderGoesOn || blank.length === 0 ? numbers : numbers.map((value, i) => value || `\n${i}`);
  const mapped = ofOrder.filter((field) => mapping[field]);
  const valuesOf = (field: Field) => profiles[mapping[field]!.position - 1]!;
  const firstRowOnly = mapped.filter((field) => grainOf(valuesOf(field), orders) === 'first');
  if (firstRowOnly.length === 0) return { firstRowOnly, orderGoesOn };
  // What hardly any order has (a cancellation, a refund) stands on the first row where the others do.
  const further = rowsOfOrders(orders).flatMap((rows) => rows.slice(1));
  const rare = mapped.filter((field) => further.every((i) => valuesOf(field).values[i] === ''));
  return { firstRowOnly: [...new Set([...firstRowOnly, ...rare])], orderGoesOn };
}
