import { type Field, fields } from '../orders/order-line.js';
import { type Concept, type SaidByHeader, saidByHeader } from './header-concepts.js';

/** A way in which a header can mean a field. */
interface Pattern {
  readonly all: readonly Concept[];
  /** 0..1: how surely, where the header says no more than this. */
  readonly strength: number;
  /** Words that may stand beside without making it less sure. */
  readonly beside?: readonly Concept[];
}

interface HeaderMeaning {
  readonly patterns: readonly Pattern[];
  /** A header that says any of this means something else. */
  readonly never: readonly Concept[];
}

const list = <T extends string>(text: string) => text.trim().split(/\s+/) as T[];
const pattern = (all: string, strength: number, beside = ''): Pattern => ({
  all: list<Concept>(all),
  strength,
  beside: beside === '' ? [] : list<Concept>(beside),
});
const meaning = (never: string, ...patterns: Pattern[]): HeaderMeaning => ({
  patterns,
  never: never === '' ? [] : list<Concept>(never),
});

const notMoney =
  'date time id name email phone country region address status state category description coupon other';
const notWho =
  'date time country region address status state category amount total price quantity discount refund other channel fee cost category';

/** What makes a header mean a field. Money of lines and of orders is told apart by the values, not here. */
export const headerMeanings: Readonly<Record<Field, HeaderMeaning>> = {
  customer_id: meaning(
    `${notWho} phone email name product`,
    pattern('customer id', 1, 'order'),
    pattern('customer', 0.9, 'order'),
    pattern('company', 0.5, 'name'),
    pattern('company id', 0.5),
  ),
  customer_email: meaning(
    `status other`,
    pattern('email', 1, 'customer order id payment address'),
    pattern('customer email', 1, 'address'),
  ),
  customer_phone: meaning(`status other`, pattern('phone', 0.95, 'customer order id')),
  customer_name: meaning(
    `${notWho} product description order email phone`,
    pattern('customer name', 1),
    pattern('name', 0.5),
  ),
  invoice_id: meaning(
    `date time customer amount total price status quantity line product country region address category channel payment
    currency email phone discount refund tax shipping coupon cancel other description fee cost created`,
    pattern('order id', 1, 'subtotal'),
    pattern('order', 0.9),
    pattern('id', 0.4),
    pattern('name', 0.2),
  ),
  ordered_at: meaning(
    `other shipping refund cancel amount total price status quantity fulfilment product`,
    pattern('order date', 1, 'time created customer id'),
    pattern('date created', 0.97, 'time'),
    pattern('date', 0.9, 'time'),
    pattern('created', 0.9, 'time'),
    pattern('time order', 0.85),
    pattern('event time', 0.6, 'date'),
    pattern('time', 0.4),
    pattern('order created', 0.95),
    pattern('date time', 0.9),
    pattern('order', 0.3),
    pattern('date payment', 0.45),
    pattern('payment', 0.3),
  ),
  ordered_time: meaning(`other shipping refund cancel amount total`, pattern('time', 0.9, 'order date')),
  unit_price: meaning(
    `${notMoney} total list discount subtotal shipping refund tax amount`,
    pattern('price unit', 1, 'product line order net gross'),
    pattern('price product', 0.95, 'net gross line'),
    pattern('price line', 0.95, 'product'),
    pattern('price', 0.9, 'net gross order'),
    pattern('price quantity', 0.95),
    pattern('cost product', 0.4),
    pattern('unit amount', 0.95, 'product line order net gross'),
  ),
  quantity: meaning(
    `price amount date time refund name email phone other customer discount tax shipping status description kept cancel`,
    pattern('quantity', 1, 'product order line unit total'),
    pattern('unit', 0.6, 'order'),
    pattern('product order', 0.4),
  ),
  amount: meaning(
    `${notMoney} quantity tax shipping discount refund fee cost list currency`,
    pattern('amount line', 1, 'total net'),
    pattern('total line', 1, 'price net'),
    pattern('amount product', 0.95, 'net gross total'),
    pattern('total product', 0.95, 'net gross'),
    pattern('subtotal product', 0.97, 'order line'),
    pattern('subtotal line', 0.97, 'order product'),
    pattern('amount net', 0.95, 'order total'),
    pattern('total net', 0.95, 'order'),
    pattern('subtotal net', 0.97, 'order amount total'),
    pattern('subtotal', 0.94, 'order amount total'),
    pattern('amount', 0.9, 'order'),
    pattern('total price', 0.9, 'order gross net'),
    pattern('total amount', 0.9, 'order gross'),
    pattern('total order', 0.85, 'gross'),
    pattern('total', 0.85, 'gross'),
    pattern('order net', 0.85),
    pattern('net', 0.92, 'order'),
    pattern('gross', 0.5),
    pattern('order gross', 0.7, 'total'),
    pattern('amount payment', 0.6, 'order total'),
    pattern('total payment', 0.6, 'order amount'),
    pattern('amount customer', 0.5, 'order total'),
    pattern('price', 0.35),
    pattern('order', 0.2),
  ),
  list_price: meaning(
    `date id name`,
    pattern('price list', 0.9, 'product line unit'),
    pattern('list', 0.3, 'product line'),
  ),
  discount: meaning(
    `date id name coupon status tax shipping`,
    pattern('discount', 0.9, 'amount total order line product price'),
  ),
  refund: meaning(
    `date time id name status quantity tax shipping other`,
    pattern('refund', 0.9, 'amount total order price product payment line net'),
    pattern('refund cancel', 0.85, 'amount total order'),
  ),
  refunded_quantity: meaning(`date id name status`, pattern('quantity refund', 0.95, 'product order line')),
  kept_quantity: meaning(
    'date id name status amount price',
    pattern('quantity kept', 0.95, 'product order line'),
  ),
  cancelled_quantity: meaning(
    'date id name status amount price refund',
    pattern('quantity cancel', 0.95, 'product order line'),
  ),
  // Told by its values, see `priceUnitColumn`.
  price_unit: meaning(''),
  refunded_at: meaning(`status amount quantity`, pattern('refund date', 0.9, 'order time')),
  stock_code: meaning(
    `price quantity name description category amount total status discount tax shipping channel date cost list other refund`,
    pattern('product id', 1, 'line order'),
    pattern('product', 0.85, 'line'),
  ),
  description: meaning(
    `price quantity category amount total status discount tax shipping date cost refund customer channel other`,
    pattern('product name', 1, 'line order'),
    pattern('product description', 1, 'line order'),
    pattern('description', 0.9),
    pattern('product', 0.5, 'line'),
  ),
  category: meaning(
    `price quantity amount total date customer payment order id`,
    pattern('category', 0.8, 'product line name'),
  ),
  country: meaning(`date`, pattern('country', 0.95, 'customer name id order shipping payment')),
  channel: meaning(`date amount total id address phone email`, pattern('channel', 0.7, 'order name')),
  coupon: meaning(
    `date amount total`,
    pattern('coupon', 0.9, 'id order discount name'),
    pattern('discount id', 0.9, 'order'),
  ),
  currency: meaning(`amount total date`, pattern('currency', 1, 'order id payment name')),
  state: meaning(
    `date fulfilment shipping other payment country region address`,
    pattern('status order', 1),
    pattern('status', 0.9, 'product'),
    pattern('state order', 0.7),
    pattern('state', 0.5),
    pattern('event', 0.5),
  ),
  payment_state: meaning(`date fulfilment shipping other`, pattern('status payment', 0.95, 'order')),
  cancelled_at: meaning(
    `amount total refund status quantity`,
    pattern('cancel date', 0.9, 'order time'),
    pattern('cancel', 0.6, 'order'),
  ),
  paid_at: meaning(
    `amount total refund status`,
    pattern('payment date', 0.9, 'order time'),
    pattern('payment', 0.4),
  ),
  order_tax: meaning(
    `date id name discount refund shipping rate other country quantity`,
    pattern('tax', 0.9, 'amount total order'),
  ),
  order_shipping: meaning(
    `date id name discount refund tax address country region status state other phone email quantity`,
    pattern('shipping', 0.8, 'amount total order cost price fee product'),
  ),
  // Told by its values, see `documentKind`.
  document_kind: meaning(''),
  order_goods: meaning(''),
  order_total: meaning(''),
  order_discount: meaning(''),
  order_refund: meaning(''),
  order_left: meaning(''),
} as Readonly<Record<Field, HeaderMeaning>>;

/** How surely a header means each field, 0..1; fields that it cannot mean are left out. */
export function fieldsOfHeader(header: string): Partial<Record<Field, number>> {
  const said = saidByHeader(countsOf(header));
  const strengths: Partial<Record<Field, number>> = {};
  for (const field of fields) {
    const strength = strengthOf(headerMeanings[field], said);
    if (strength > 0) strengths[field] = strength;
  }
  return strengths;
}

/** `number of CDs` is how many, and no number of something. */
const countsOf = (header: string) =>
  header.replace(/\b(?:number|no|num|count)[ _.-]+of(?![\p{L}])/giu, 'quantity');

function strengthOf({ patterns, never }: HeaderMeaning, { concepts, unknown }: SaidByHeader): number {
  let best = 0;
  for (const { all, strength, beside } of patterns) {
    if (!all.every((concept) => concepts.has(concept))) continue;
    const used = new Set(all.flatMap((concept) => [...concepts.get(concept)!]));
    // A word with two meanings (`estado`: status, province) is no objection where the other one fits.
    const isUsed = (concept: Concept) => [...concepts.get(concept)!].every((word) => used.has(word));
    const extra = [...concepts.keys()].filter(
      (concept) => !all.includes(concept) && !beside!.includes(concept) && !isUsed(concept),
    );
    if (extra.some((concept) => never.includes(concept))) continue;
    best = Math.max(best, strength * 0.8 ** extra.length * 0.85 ** unknown);
  }
  return best;
}
