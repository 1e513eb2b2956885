import type { Platform } from '../platform.js';
import { each, type Row, rest, rowsOf, sheetOfOrders, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, goodsAndRefundTotals, hasAccount, truthOf } from '../truth.js';
import { countryNames, money, partsOf } from '../values.js';

/**
 * Etsy, Shop Manager, Settings, Options, Download Data: "Orders" has a row per order, "Order Items" a row per line
 * (help.etsy.com, "How to download your shop data"). The header of the orders stands in public programs that read it;
 * the items' is test/fixtures/exports/etsy-order-items.csv. Dates are mm/dd/yy; a guest has a name and no buyer.
 * `Order Value` is before discounts, `Adjusted Order Total` after refunds and 0 where there are none, so that an order
 * that was paid back whole cannot be told. The items tell nothing of refunds.
 */
const day = ({ order }: Row) => {
  const { mm, dd, yy } = partsOf(order.at);
  return `${mm}/${dd}/${yy}`;
};
const buyer = ({ order }: Row) => (hasAccount(order) ? order.person!.user : '');
const orderId = ({ order }: Row) => String(3_310_001_000 + order.index);
const name = ({ order }: Row) => `${order.person!.first} ${order.person!.last}`;
const country = ({ order }: Row) => countryNames[order.person!.country];
const coupon = ({ order }: Row) => (order.discount > 0 ? `SAVE${order.discountPercent}` : '');
const couponDetails = ({ order }: Row) => (order.discount > 0 ? `${order.discountPercent}% off` : '');
const adjusted = ({ total, refund }: Order) => (refund && !refund.isFull ? total - refund.total : 0);

const newestFirst = (orders: readonly Order[]) => [...orders].reverse();

const etsyOrders: Platform = {
  name: 'Etsy orders',
  file: 'EtsySoldOrders2024.csv',
  shop: { states: [], hasGuests: true },
  // The total that is left is a column of Etsy's alone, and so is a buyer beside a full name.
  unnamed: { states: [], hasGuests: false, refunds: 'none' },
  write: (orders) =>
    sheetOfOrders(
      [
        each('Sale Date', 'date', day),
        each('Order ID', 'invoice', orderId),
        each('Buyer User ID', null, buyer),
        each('Full Name', null, name),
        each('First Name', null, ({ order }) => order.person!.first),
        each('Last Name', null, ({ order }) => order.person!.last),
        each('Number of Items', null, ({ order }) => String(order.pieces)),
        ...rest(['Payment Method'], 'Credit Card'),
        each('Date Shipped', null, day),
        ...rest(['Street 1'], '1 Some St'),
        ...rest(['Street 2']),
        ...rest(['Ship City'], 'Austin'),
        ...rest(['Ship State'], 'TX'),
        ...rest(['Ship Zipcode'], '78701'),
        each('Ship Country', 'country', country),
        each('Currency', 'currency', ({ order }) => order.currency),
        each('Order Value', 'orderList', ({ order }) => money(order.list)),
        each('Coupon Code', null, coupon),
        each('Coupon Details', null, couponDetails),
        each('Discount Amount', 'discount', ({ order }) => money(order.discount)),
        ...rest(['Shipping Discount'], '0.00'),
        each('Shipping', 'shipping', ({ order }) => money(order.shipping)),
        each('Sales Tax', 'tax', ({ order }) => money(order.tax)),
        each('Order Total', 'orderTotal', ({ order }) => money(order.total)),
        ...rest(['Status']),
        each('Card Processing Fees', null, ({ order }) => money(Math.round(order.total * 0.03) + 25)),
        each('Order Net', null, ({ order }) => money(order.total - Math.round(order.total * 0.03) - 25)),
        each('Adjusted Order Total', null, ({ order }) => money(adjusted(order))),
        ...rest(['Adjusted Card Processing Fees'], '0.00'),
        each('Adjusted Net Order Amount', null, ({ order }) => money(adjusted(order))),
        each('Buyer', 'customerId', buyer),
        ...rest(['Order Type'], 'online'),
        ...rest(['Payment Type'], 'online_cc'),
        ...rest(['InPerson Discount', 'InPerson Location']),
        each('SKU', null, ({ order }) => order.lines.map(({ product }) => product.sku).join(',')),
      ],
      newestFirst(orders),
    ),
  truth: (orders) =>
    truthOf(orders.map(withoutFullRefund), { isKnown: hasAccount, money: [goodsAndRefundTotals] }),
};

const withoutFullRefund = (order: Order): Order =>
  order.refund?.isFull ? { ...order, refund: null } : order;

const etsyItems: Platform = {
  name: 'Etsy order items',
  file: 'EtsySoldOrderItems2024.csv',
  shop: { states: [], refunds: 'none' },
  unnamed: { states: [], refunds: 'none', hasGuests: false },
  write: (orders) =>
    sheetOfRows(
      [
        each('Sale Date', 'date', day),
        each('Item Name', 'title', ({ line }) => line.product.title),
        each('Buyer', 'customerId', buyer),
        each('Quantity', 'quantity', ({ line }) => String(line.pieces)),
        each('Price', 'unitPrice', ({ line }) => money(line.product.price)),
        each('Coupon Code', null, coupon),
        each('Coupon Details', null, couponDetails),
        each('Discount Amount', 'discount', ({ line }) => money(line.discount)),
        ...rest(['Shipping Discount'], '0.00'),
        each('Order Shipping', 'shipping', ({ order }) => money(order.shipping)),
        each('Order Sales Tax', 'tax', ({ order }) => money(order.tax)),
        each('Item Total', 'lineList', ({ line }) => money(line.list)),
        each('Currency', 'currency', ({ order }) => order.currency),
        each('Transaction ID', null, ({ order, i }) => String(4_010_000 + 10 * order.index + i)),
        each('Listing ID', null, ({ i }) => String(900 + i)),
        each('Date Paid', null, day),
        each('Date Shipped', null, day),
        each('Ship Name', null, name),
        ...rest(['Ship Address1'], '1 Some St'),
        ...rest(['Ship Address2']),
        ...rest(['Ship City'], 'Austin'),
        ...rest(['Ship State'], 'TX'),
        ...rest(['Ship Zipcode'], '78701'),
        each('Ship Country', 'country', country),
        each('Order ID', 'invoice', orderId),
        ...rest(['Variations']),
        ...rest(['Order Type'], 'online'),
        ...rest(['Listings Type'], 'listing'),
        ...rest(['Payment Type'], 'online_cc'),
        ...rest(['InPerson Discount', 'InPerson Location', 'VAT Paid by Buyer']),
        each('SKU', 'sku', ({ line }) => line.product.sku),
      ],
      newestFirst(orders).map(rowsOf),
    ),
  truth: (orders) => truthOf(orders, { isKnown: hasAccount, money: [{ ...exactGoods, refunds: 'none' }] }),
};

export const etsy: readonly Platform[] = [etsyOrders, etsyItems];
