import type { Platform } from './platform.js';

/** BigCommerce, Orders > Export. One row per order, its lines packed into `Product Details`. */
export const bigcommerceOrders: Platform = {
  name: 'bigcommerce-orders',
  title: 'BigCommerce orders export',
  headers: ['Order ID', 'Customer ID', 'Customer Email', 'Subtotal (ex tax)', 'Product Details'],
  columns: {
    invoice_id: 'Order ID',
    customer_id: 'Customer ID',
    customer_email: 'Customer Email',
    customer_phone: 'Customer Phone',
    customer_name: 'Customer Name',
    ordered_at: 'Order Date',
    ordered_time: ['Order Time'],
    order_goods: 'Subtotal (ex tax)',
    order_total: 'Order Total (inc tax)',
    order_tax: 'Tax Total',
    order_shipping: 'Shipping Cost (ex tax)',
    order_refund: 'Refund Amount',
    order_discount: null,
    state: 'Order Status',
    currency: 'Order Currency Code',
    country: ['Shipping Country', 'Billing Country'],
    amount: null,
    quantity: null,
    unit_price: null,
    stock_code: null,
    description: null,
    discount: null,
  },
  goodsAre: 'after discount',
  packed: {
    column: 'Product Details',
    between: '|',
    parts: {
      description: 'Product Name: (.*?), Product Weight:',
      stock_code: 'Product SKU: (.*?), Product Name:',
      quantity: 'Product Qty: ([\\d.]+)',
      amount: 'Product Total Price: ([\\d.]+)',
    },
  },
};
