import type { Platform } from '../platform.js';
import type { Order } from '../shop-table.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { clock, isoDay, money } from '../values.js';

/**
 * Orders of WooCommerce's REST API (`GET /wp-json/wc/v3/orders`: woocommerce.github.io/woocommerce-rest-api-docs,
 * "Order properties"): an array, or an order per line. A guest is customer 0 with a billing e-mail; `refunds` have the
 * total that was paid back, with a minus; a line's `subtotal` is before and `total` after discounts, both without tax.
 */
const time = (at: number) => `${isoDay(at)}T${clock(at)}`;

const statusOf = ({ state, refund }: Order) => {
  if (refund?.isFull) return 'refunded';
  return {
    sold: 'completed',
    cancelled: 'cancelled',
    unpaid: 'pending',
    failed: 'failed',
    test: '',
    draft: 'checkout-draft',
  }[state];
};

const orderOf = (order: Order) => ({
  id: 700 + order.index,
  parent_id: 0,
  number: String(1000 + order.index),
  status: statusOf(order),
  currency: order.currency,
  date_created: time(order.at),
  date_created_gmt: time(order.at + 5 * 3_600_000),
  discount_total: money(order.discount),
  discount_tax: '0.00',
  shipping_total: money(order.shipping),
  shipping_tax: '0.00',
  cart_tax: money(order.tax),
  total: money(order.total),
  total_tax: money(order.tax),
  prices_include_tax: false,
  customer_id: order.person?.account ?? 0,
  billing: {
    first_name: order.person?.first ?? '',
    last_name: order.person?.last ?? '',
    email: order.emailAsTyped.trim(),
    country: order.person?.country ?? '',
  },
  payment_method: 'stripe',
  line_items: order.lines.map((line, i) => ({
    id: 9000 + 10 * order.index + i,
    name: line.product.title,
    product_id: 100 + i,
    quantity: line.pieces,
    subtotal: money(line.list),
    total: money(line.net),
    total_tax: '0.00',
    sku: line.product.sku,
    price: line.net / line.pieces / 100,
  })),
  shipping_lines: [{ method_title: 'Flat rate', total: money(order.shipping) }],
  fee_lines: [],
  coupon_lines:
    order.discount > 0 ? [{ code: `save${order.discountPercent}`, discount: money(order.discount) }] : [],
  refunds: order.refund ? [{ id: 40_000 + order.index, reason: '', total: money(-order.refund.total) }] : [],
});

const api: Omit<Platform, 'name' | 'file' | 'write'> = {
  shop: { hasAnonymous: true, states: ['cancelled', 'unpaid', 'failed', 'draft'] },
  unnamed: null,
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};

export const woocommerceApi: readonly Platform[] = [
  {
    ...api,
    name: 'WooCommerce API, JSON',
    file: 'orders.json',
    write: (orders) => ({ text: JSON.stringify(orders.map(orderOf)) }),
  },
  {
    ...api,
    name: 'WooCommerce API, NDJSON',
    file: 'orders.jsonl',
    write: (orders) => ({ text: orders.map((order) => JSON.stringify(orderOf(order))).join('\n') }),
  },
];
