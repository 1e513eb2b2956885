import type { Platform } from './platform.js';

/** Amazon Seller Central, Amazon Fulfilled Shipments. One row per shipped item; `item-price` is for all its pieces. */
export const amazonShipments: Platform = {
  name: 'amazon-shipments',
  title: 'Amazon Fulfilled Shipments report',
  headers: ['amazon-order-id', 'buyer-email', 'item-price', 'quantity-shipped'],
  columns: {
    invoice_id: 'amazon-order-id',
    customer_id: 'buyer-email',
    customer_name: 'buyer-name',
    ordered_at: 'purchase-date',
    quantity: 'quantity-shipped',
    amount: 'item-price',
    unit_price: null,
    stock_code: 'sku',
    description: 'product-name',
    discount: 'item-promotion-discount',
    currency: 'currency',
    country: 'ship-country',
    channel: 'sales-channel',
    order_tax: null,
    order_shipping: null,
  },
  priceIs: 'line',
};
