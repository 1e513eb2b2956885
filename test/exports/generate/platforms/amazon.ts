import type { Platform } from '../platform.js';
import { each, type Row, rest, rowsOf, sheetOfLines, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { clock, isoDay, money } from '../values.js';

/**
 * Amazon's flat-file reports, with tabs and times in UTC. "All Orders" (header as in
 * test/fixtures/exports/amazon-all-orders.txt) has no customer. "Amazon Fulfilled Shipments"
 * (GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL; its columns stand in the Selling Partner API's documentation of report
 * types and in programs that read it) has a relay address per customer, which stays the same, and a row per shipped
 * item: the price is that of all pieces of the row, and one line can be shipped in two rows.
 */
const utc = (at: number) => `${isoDay(at)}T${clock(at)}+00:00`;
const later = 2 * 86_400_000;
const orderId = ({ order }: Row) =>
  `${111 + (order.index % 3)}-${7_000_000 + order.index}-${1_000_000 + 7 * order.index}`;

const allOrders: Platform = {
  name: 'Amazon All Orders',
  file: 'amazon-all-orders.txt',
  shop: { states: ['cancelled', 'unpaid'] },
  unnamed: null,
  write: (orders) =>
    sheetOfLines(
      [
        each('amazon-order-id', 'invoice', orderId),
        ...rest(['merchant-order-id']),
        each('purchase-date', 'date', ({ order }) => utc(order.at)),
        each('last-updated-date', null, ({ order }) => utc(order.at + later)),
        each('order-status', 'status', ({ order }) =>
          order.state === 'sold' ? 'Shipped' : order.state === 'cancelled' ? 'Cancelled' : 'Pending',
        ),
        ...rest(['fulfillment-channel'], 'Amazon'),
        ...rest(['sales-channel'], 'Amazon.com'),
        ...rest(['order-channel', 'url']),
        ...rest(['ship-service-level'], 'Standard'),
        each('product-name', 'title', ({ line }) => line.product.title),
        each('sku', 'sku', ({ line }) => line.product.sku),
        each('asin', null, ({ line }) => `B0${line.product.sku.slice(0, 6)}`),
        ...rest(['item-status'], 'Shipped'),
        each('quantity', 'quantity', ({ line }) => String(line.pieces)),
        each('currency', 'currency', ({ order }) => order.currency),
        each('item-price', 'lineList', ({ line }) => money(line.list)),
        ...rest(['item-tax', 'shipping-price', 'shipping-tax'], '0.0'),
        ...rest(['gift-wrap-price', 'gift-wrap-tax']),
        each('item-promotion-discount', 'discount', ({ line }) =>
          line.discount > 0 ? money(line.discount) : '',
        ),
        ...rest(['ship-promotion-discount']),
        ...rest(['ship-city'], 'AUSTIN'),
        ...rest(['ship-state'], 'TX'),
        ...rest(['ship-postal-code'], '78701-1234'),
        ...rest(['ship-country'], 'US'),
        ...rest(['promotion-ids']),
        ...rest(['is-business-order'], 'false'),
        ...rest(['purchase-order-number', 'price-designation']),
      ],
      orders,
      { delimiter: '\t' },
    ),
  truth: () => ({ refused: /customer|buyer/i }),
};

interface ShippedRow extends Row {
  readonly pieces: number;
  /** Of the pieces in this row. */
  readonly list: number;
  readonly discount: number;
  /** From 0 within the order. */
  readonly shipment: number;
}

/** Every seventh line of several pieces whose discount divides comes in two parcels. */
function shippedRows(order: Order): ShippedRow[] {
  return rowsOf(order).flatMap((row): ShippedRow[] => {
    const { line, i } = row;
    const { pieces, list, discount } = line;
    const isSplit = pieces > 1 && discount % pieces === 0 && (order.index + i) % 7 === 0;
    if (!isSplit) return [{ ...row, pieces, list, discount, shipment: 2 * i }];
    const share = (n: number, shipment: number) => ({
      ...row,
      pieces: n,
      list: (list / pieces) * n,
      discount: (discount / pieces) * n,
      shipment,
    });
    return [share(1, 2 * i), share(pieces - 1, 2 * i + 1)];
  });
}

const shipped = (give: (row: ShippedRow) => string) => (row: Row) => give(row as ShippedRow);

const shipments: Platform = {
  name: 'Amazon shipments',
  file: 'amazon-fulfilled-shipments.txt',
  shop: { states: [], refunds: 'none', discounts: 'lines', hasFreeLines: false },
  unnamed: {},
  write: (orders, random) => {
    // Both signs are met.
    const sign = random() < 0.5 ? 1 : -1;
    return sheetOfRows(
      [
        each('amazon-order-id', 'invoice', orderId),
        ...rest(['merchant-order-id']),
        each(
          'shipment-id',
          null,
          shipped(({ order, shipment }) => `D${9000 + order.index}x${shipment}`),
        ),
        each(
          'shipment-item-id',
          null,
          shipped(({ order, shipment }) => `DX${order.index}${shipment}`),
        ),
        each('amazon-order-item-id', null, ({ order, i }) => `0${6_200_000 + 10 * order.index + i}`),
        ...rest(['merchant-order-item-id']),
        each('purchase-date', 'date', ({ order }) => utc(order.at)),
        each('payments-date', null, ({ order }) => utc(order.at)),
        each('shipment-date', null, ({ order }) => utc(order.at + later)),
        each('reporting-date', null, ({ order }) => utc(order.at + later)),
        each('buyer-email', 'email', ({ order }) => `x${order.person!.id * 7919}k@marketplace.amazon.com`),
        each('buyer-name', null, ({ order }) => order.person!.first),
        ...rest(['buyer-phone-number']),
        each('sku', 'sku', ({ line }) => line.product.sku),
        each('product-name', 'title', ({ line }) => line.product.title),
        each(
          'quantity-shipped',
          'quantity',
          shipped(({ pieces }) => String(pieces)),
        ),
        each('currency', 'currency', ({ order }) => order.currency),
        each(
          'item-price',
          'lineList',
          shipped(({ list }) => money(list)),
        ),
        ...rest(['item-tax', 'shipping-price', 'shipping-tax', 'gift-wrap-price', 'gift-wrap-tax'], '0.00'),
        ...rest(['ship-service-level'], 'Standard'),
        each('recipient-name', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
        ...rest(['ship-address-1'], '1 Some St'),
        ...rest(['ship-address-2', 'ship-address-3']),
        ...rest(['ship-city'], 'AUSTIN'),
        ...rest(['ship-state'], 'TX'),
        ...rest(['ship-postal-code'], '78701-1234'),
        each('ship-country', 'country', ({ order }) => order.person!.country),
        ...rest(['ship-phone-number', 'bill-address-1', 'bill-address-2', 'bill-address-3', 'bill-city']),
        ...rest(['bill-state', 'bill-postal-code', 'bill-country']),
        each(
          'item-promotion-discount',
          'discount',
          shipped(({ discount }) => money(sign * discount)),
        ),
        ...rest(['ship-promotion-discount'], '0.00'),
        ...rest(['carrier'], 'AMZN_US'),
        each('tracking-number', null, ({ order }) => `TBA${3_000_000_000 + order.index}`),
        each('estimated-arrival-date', null, ({ order }) => utc(order.at + 2 * later)),
        ...rest(['fulfillment-center-id'], 'PHX3'),
        ...rest(['fulfillment-channel'], 'AFN'),
        ...rest(['sales-channel'], 'amazon.com'),
      ],
      orders.map(shippedRows),
      { delimiter: '\t' },
    );
  },
  truth: (orders) => truthOf(orders, { money: [exactGoods] }),
};

export const amazon: readonly Platform[] = [allOrders, shipments];
