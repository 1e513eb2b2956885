import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfOrders } from '../sheet.js';
import { paidTotals, truthOf } from '../truth.js';
import { clock, isoDay, money } from '../values.js';

/**
 * Shopware 6, export profile "Default orders": a row per order, with semicolons. Columns of shopware/shopware,
 * Migration1627983652AddOrderExportProfile; times are UTC; the state and the countries are ids of the shop's own, so
 * that a state says nothing; lines are packed as `2x Name|1x Name` without their money.
 */
const hex = (n: number) =>
  Array.from({ length: 4 }, (_, i) =>
    (((n * 2_654_435_761 + i * 40_503) >>> 0) % 2 ** 32).toString(16).padStart(8, '0'),
  ).join('');
const salesChannel = hex(1);
const countryIds = { US: hex(21), GB: hex(22), DE: hex(23), FR: hex(24), CA: hex(25) };
const states = [hex(31), hex(32)];
const country = ({ order }: Row) => countryIds[order.person!.country];

export const shopware: Platform = {
  name: 'Shopware',
  file: 'Default orders_20251130-101500.csv',
  shop: { states: [], refunds: 'none', currencies: ['EUR'] },
  unnamed: {},
  write: (orders) =>
    sheetOfOrders(
      [
        each('id', null, ({ order }) => hex(1000 + order.index)),
        each('order_number', 'invoice', ({ order }) => String(10_000 + order.index)),
        ...rest(['sales_channel_id'], salesChannel),
        each('customer_firstname', null, ({ order }) => order.person!.first),
        each('customer_lastname', null, ({ order }) => order.person!.last),
        each('customer_email', 'email', ({ order }) => order.emailAsTyped),
        ...rest(['billing_address_street'], 'Ein Weg 1'),
        ...rest(['billing_address_zipcode'], '48624'),
        ...rest(['billing_address_city'], 'Schöppingen'),
        ...rest(['billing_address_company', 'billing_address_department']),
        each('billing_address_country_id', null, country),
        ...rest(['billing_address_country_state_id']),
        ...rest(['shipping_address_street'], 'Ein Weg 1'),
        ...rest(['shipping_address_zipcode'], '48624'),
        ...rest(['shipping_address_city'], 'Schöppingen'),
        ...rest(['shipping_address_company', 'shipping_address_department']),
        each('shipping_address_country_id', null, country),
        ...rest(['shipping_address_country_state_id']),
        each('amount_total', 'orderTotal', ({ order }) => money(order.total).replace(/\.?0+$/, '')),
        each('order_state_id', null, ({ order }) => states[order.index % 2]!),
        each('line_items', null, ({ order }) =>
          order.lines.map(({ pieces, product }) => `${pieces}x ${product.title}`).join('|'),
        ),
        each('order_date_time', 'date', ({ order }) => `${isoDay(order.at)}T${clock(order.at)}.000+00:00`),
      ],
      orders,
      { delimiter: ';' },
    ),
  truth: (orders) => truthOf(orders, { money: [paidTotals], hasCurrency: false }),
};
