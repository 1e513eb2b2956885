import type { Platform } from '../platform.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { clock, isoDay, money, offsetOf } from '../values.js';

/**
 * Orders of Shopify's REST Admin API (`GET /admin/api/…/orders.json`: shopify.dev/docs/api/admin-rest, resource Order),
 * as programs keep them: one document, or an order per line. A guest has no customer, but an e-mail. Refunds name their
 * lines, their pieces and what these had cost.
 */
const time = (at: number) => `${isoDay(at)}T${clock(at)}${offsetOf(at, -5, ':')}`;

const statusOf = ({ state, refund }: Order) => {
  if (refund) return refund.isFull ? 'refunded' : 'partially_refunded';
  return { sold: 'paid', cancelled: 'voided', unpaid: 'pending', test: 'paid', failed: '', draft: '' }[state];
};

function orderOf(order: Order) {
  const { person, index, at, refund, lines } = order;
  const lineId = (i: number) => 1_000_000 + 100 * index + i;
  return {
    id: 450_789_000_000 + index,
    admin_graphql_api_id: `gid://shopify/Order/${450_789_000_000 + index}`,
    name: `#${1000 + index}`,
    order_number: 1000 + index,
    email: order.emailAsTyped.trim(),
    created_at: time(at),
    updated_at: time(at + 86_400_000),
    processed_at: time(at),
    cancelled_at: order.state === 'cancelled' ? time(at) : null,
    currency: order.currency,
    financial_status: statusOf(order),
    fulfillment_status: order.state === 'sold' ? 'fulfilled' : null,
    test: order.state === 'test',
    total_line_items_price: money(order.list),
    total_discounts: money(order.discount),
    subtotal_price: money(order.net),
    total_tax: money(order.tax),
    total_tip_received: money(order.tip),
    total_price: money(order.total),
    customer:
      person?.account == null
        ? null
        : { id: person.account, email: person.email, first_name: person.first, last_name: person.last },
    billing_address: person ? { name: `${person.first} ${person.last}`, country_code: person.country } : null,
    line_items: lines.map((line, i) => ({
      id: lineId(i),
      title: line.product.title,
      name: line.product.title,
      sku: line.product.sku,
      quantity: line.pieces,
      price: money(line.product.price),
      total_discount: '0.00',
      gift_card: false,
      discount_allocations:
        line.discount > 0 ? [{ amount: money(line.discount), discount_application_index: 0 }] : [],
    })),
    shipping_lines: [{ title: 'Standard', price: money(order.shipping) }],
    refunds: refund
      ? [
          {
            id: 509_000_000 + index,
            order_id: 450_789_000_000 + index,
            created_at: time(refund.at),
            refund_line_items: lines.flatMap((line, i) =>
              line.refundedPieces === 0
                ? []
                : [
                    {
                      line_item_id: lineId(i),
                      quantity: line.refundedPieces,
                      subtotal: money(line.refunded),
                      total_tax: money(refund.tax),
                    },
                  ],
            ),
            transactions: [{ kind: 'refund', status: 'success', amount: money(refund.total) }],
          },
        ]
      : [],
  };
}

const api: Omit<Platform, 'name' | 'file' | 'write'> = {
  shop: { hasAnonymous: true, states: ['cancelled', 'unpaid', 'test'] },
  unnamed: null,
  truth: (orders) => truthOf(orders, { money: [exactGoods] }),
};

export const shopifyApi: readonly Platform[] = [
  {
    ...api,
    name: 'Shopify API, JSON',
    file: 'orders.json',
    write: (orders) => ({ text: JSON.stringify({ orders: orders.map(orderOf) }, null, orders.length % 2) }),
  },
  {
    ...api,
    name: 'Shopify API, NDJSON',
    file: 'orders.ndjson',
    write: (orders) => ({ text: orders.map((order) => `${JSON.stringify(orderOf(order))}\n`).join('') }),
  },
];
