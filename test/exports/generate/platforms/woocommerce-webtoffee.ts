import type { Platform } from '../platform.js';
import { each, first, type Row, rest, sheetOfOrders } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { goodsAndRefundTotals, truthOf } from '../truth.js';
import { dayAndTime, money } from '../values.js';

/**
 * "Order Export & Order Import for WooCommerce" (WebToffee), also sold as the Import Export Suite: a row per order, a
 * column per line, in which the line is packed. Columns and their meanings:
 * woocommerce.com/document/import-and-export-of-woocommerce-orders; the order of a real header, with line_item_1 to
 * line_item_24, and `name:…|product_id:…|sku:…|quantity:…|total:…|sub_total:…` of line items are public. A guest has
 * customer_id 0. There are as many columns of items as the largest order has lines.
 */
const statusOf = ({ order }: Row) => {
  if (order.refund?.isFull) return 'refunded';
  return {
    sold: 'completed',
    cancelled: 'cancelled',
    unpaid: 'pending',
    failed: 'failed',
    test: '',
    draft: '',
  }[order.state];
};

const packed = ({ lines }: Order, n: number) => {
  const line = lines[n];
  if (!line) return '';
  const { product, pieces, list, net } = line;
  return [
    `name:${product.title}`,
    `product_id:${100 + n}`,
    `sku:${product.sku}`,
    `quantity:${pieces}`,
    `total:${money(net)}`,
    `sub_total:${money(list)}`,
  ].join('|');
};

const who =
  (key: 'first' | 'last' | 'country' | 'phone') =>
  ({ order }: Row) =>
    order.person?.[key] ?? '';

export const woocommerceWebtoffee: Platform = {
  name: 'WooCommerce WebToffee',
  file: 'order_export_2025-11-30.csv',
  shop: { hasAnonymous: true, states: ['cancelled', 'unpaid', 'failed'] },
  // A part that came back stands in `refund_items` alone, which no other shop has.
  unnamed: { refunds: 'full' },
  write: (orders) => {
    const most = Math.max(...orders.map(({ lines }) => lines.length));
    return sheetOfOrders(
      [
        each('order_id', null, ({ order }) => String(4400 + 3 * order.index)),
        each('order_number', 'invoice', ({ order }) => String(1000 + order.index)),
        each('order_date', 'date', ({ order }) => dayAndTime(order.at)),
        each('paid_date', null, ({ order }) => (order.state === 'sold' ? dayAndTime(order.at) : '')),
        each('status', 'status', statusOf),
        each('shipping_total', 'shipping', ({ order }) => money(order.shipping)),
        ...rest(['shipping_tax_total', 'fee_total', 'fee_tax_total'], '0'),
        each('tax_total', 'tax', ({ order }) => money(order.tax)),
        each('cart_discount', null, ({ order }) => money(order.discount)),
        each('order_discount', null, ({ order }) => money(order.discount)),
        each('discount_total', 'discount', ({ order }) => money(order.discount)),
        each('order_total', 'orderTotal', ({ order }) => money(order.total)),
        each('order_subtotal', 'orderList', ({ order }) => money(order.list)),
        each('order_currency', 'currency', ({ order }) => order.currency),
        ...rest(['payment_method'], 'stripe'),
        ...rest(['payment_method_title'], 'Credit Card'),
        ...rest(['transaction_id', 'customer_ip_address', 'customer_user_agent']),
        ...rest(['shipping_method'], 'Flat rate'),
        each('customer_id', 'customerId', ({ order }) => String(order.person?.account ?? 0)),
        each('customer_user', null, ({ order }) => String(order.person?.account ?? 0)),
        each('customer_email', null, ({ order }) => (order.person?.account ? order.person.email : '')),
        each('billing_first_name', null, who('first')),
        each('billing_last_name', null, who('last')),
        ...rest(['billing_company']),
        each('billing_email', 'email', ({ order }) => order.emailAsTyped),
        each('billing_phone', null, who('phone')),
        ...rest(['billing_address_1'], '1 Some Street'),
        ...rest(['billing_address_2']),
        ...rest(['billing_postcode'], '10001'),
        ...rest(['billing_city'], 'Somewhere'),
        ...rest(['billing_state']),
        each('billing_country', 'country', who('country')),
        ...rest(['shipping_first_name', 'shipping_last_name', 'shipping_company', 'shipping_phone']),
        ...rest(['shipping_address_1', 'shipping_address_2', 'shipping_postcode', 'shipping_city']),
        ...rest(['shipping_state', 'shipping_country', 'customer_note']),
        each('wt_import_key', null, ({ order }) => String(1000 + order.index)),
        first(
          'shipping_items',
          null,
          ({ order }) => `items:Tote Bag × 1|method_id:flat_rate|total:${money(order.shipping)}`,
        ),
        ...rest(['fee_items']),
        first('tax_items', null, ({ order }) =>
          order.tax > 0 ? `rate_id:1|code:TAX-1|total:${money(order.tax)}` : '',
        ),
        first('coupon_items', null, ({ order }) =>
          order.discount > 0 ? `code:save${order.discountPercent}|amount:${money(order.discount)}` : '',
        ),
        first('refund_items', null, ({ order }) =>
          order.refund
            ? `amount:${money(order.refund.total)}|reason:|date:${dayAndTime(order.refund.at)}`
            : '',
        ),
        ...rest(['order_notes']),
        ...rest(['download_permissions'], '0'),
        ...Array.from({ length: most }, (_, n) =>
          each(`line_item_${n + 1}`, null, ({ order }) => packed(order, n)),
        ),
      ],
      orders,
    );
  },
  truth: (orders) => truthOf(orders, { money: [goodsAndRefundTotals] }),
};
