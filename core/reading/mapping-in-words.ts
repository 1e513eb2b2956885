import type { Field } from '../orders/order-line.js';
import type { Recognised } from './recognised.js';

type Mapped = Pick<Recognised, 'columns' | 'money'>;

const nameOf = ({ columns }: Mapped, field: Field): string | null => {
  const column = columns[field];
  return column ? (column.header ?? `column ${column.position}`) : null;
};

/** Where the money of a line comes from: `Quantity x Price less Discount`. */
export function moneyInWords(mapped: Mapped): string {
  const of = (field: Field) => nameOf(mapped, field) ?? '';
  const { basis, lineDiscount, orderDiscount } = mapped.money;
  const cost = {
    pieces: `${of('quantity')} x ${of('unit_price')}`,
    amount: of('amount'),
    price: of('unit_price'),
    'order goods': of('order_goods'),
    'order total': of('order_total'),
    'order total without': `${of('order_total')} less ${of('order_tax')} and ${of('order_shipping')}`,
  }[basis];
  const less = [...(lineDiscount ? [of('discount')] : []), ...(orderDiscount ? [of('order_discount')] : [])];
  return less.length > 0 ? `${cost} less ${less.join(' and ')}` : cost;
}

/** Which columns are what, in one short line: `customer Email, order Name, date Created at, money Qty x Price`. */
export function mappingInWords(mapped: Mapped): string {
  const says: [string, string | null][] = [
    ['customer', nameOf(mapped, 'customer_id')],
    ['order', nameOf(mapped, 'invoice_id')],
    ['date', nameOf(mapped, 'ordered_at')],
    ['money', moneyInWords(mapped)],
    ['state', nameOf(mapped, 'state') ?? nameOf(mapped, 'payment_state')],
    [
      'refunds',
      nameOf(mapped, 'order_refund') ?? nameOf(mapped, 'refund') ?? nameOf(mapped, 'refunded_quantity'),
    ],
  ];
  return says.flatMap(([what, name]) => (name ? [`${what} ${name}`] : [])).join(', ');
}
