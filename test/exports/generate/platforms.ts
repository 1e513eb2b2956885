import type { Platform } from './platform.js';
import { amazon } from './platforms/amazon.js';
import { bigcommerce } from './platforms/bigcommerce.js';
import { ebay } from './platforms/ebay.js';
import { erpInvoices } from './platforms/erp-invoices.js';
import { erpnext } from './platforms/erpnext.js';
import { etsy } from './platforms/etsy.js';
import { kinds } from './platforms/kinds.js';
import { magento } from './platforms/magento.js';
import { mercadoLivre } from './platforms/mercado-livre.js';
import { odoo } from './platforms/odoo.js';
import { olist } from './platforms/olist.js';
import { opencart } from './platforms/opencart.js';
import { paypalActivity } from './platforms/paypal-activity.js';
import { prestashop } from './platforms/prestashop.js';
import { shopee } from './platforms/shopee.js';
import { shopifyApi } from './platforms/shopify-api.js';
import { shopify } from './platforms/shopify-orders.js';
import { shopifyTransactions } from './platforms/shopify-transactions.js';
import { shopware } from './platforms/shopware.js';
import { squareItems } from './platforms/square-items.js';
import { squarespace } from './platforms/squarespace.js';
import { stripePayments } from './platforms/stripe-payments.js';
import { wix } from './platforms/wix.js';
import { woocommerceAdvanced } from './platforms/woocommerce-advanced.js';
import { woocommerceAnalytics } from './platforms/woocommerce-analytics.js';
import { woocommerceApi } from './platforms/woocommerce-api.js';
import { woocommerceWebtoffee } from './platforms/woocommerce-webtoffee.js';

/** Every report that is written. */
export const platforms: readonly Platform[] = [
  ...shopify,
  shopifyTransactions,
  ...shopifyApi,
  woocommerceAnalytics,
  woocommerceAdvanced,
  woocommerceWebtoffee,
  ...woocommerceApi,
  magento,
  prestashop,
  bigcommerce,
  squarespace,
  wix,
  ...etsy,
  ...ebay,
  ...amazon,
  squareItems,
  stripePayments,
  paypalActivity,
  shopware,
  opencart,
  odoo,
  erpnext,
  ...olist,
  mercadoLivre,
  shopee,
  ...erpInvoices,
  ...kinds,
];
