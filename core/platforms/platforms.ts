import { amazonAllOrders } from './amazon-all-orders.js';
import { amazonShipments } from './amazon-shipments.js';
import { bigcommerceOrders } from './bigcommerce-orders.js';
import { ebayOrders } from './ebay-orders.js';
import { ebayOrdersDe } from './ebay-orders-de.js';
import { erpnextInvoices } from './erpnext-invoices.js';
import { etsyOrderItems } from './etsy-order-items.js';
import { etsyOrders } from './etsy-orders.js';
import { gumroadSales } from './gumroad-sales.js';
import { kauflandOrderUnits } from './kaufland-order-units.js';
import { lemonsqueezyOrders } from './lemonsqueezy-orders.js';
import { magentoOrders } from './magento-orders.js';
import { mercadoLivreSales } from './mercado-livre-sales.js';
import { odooOrders } from './odoo-orders.js';
import { olistOrders } from './olist-orders.js';
import { opencartOrders } from './opencart-orders.js';
import { paypalActivity } from './paypal-activity.js';
import type { Platform } from './platform.js';
import { prestashopOrders } from './prestashop-orders.js';
import { shopeeOrders } from './shopee-orders.js';
import { shopifyApi } from './shopify-api.js';
import { shopifyOrders } from './shopify-orders.js';
import { shopifyTransactions } from './shopify-transactions.js';
import { shopwareOrders } from './shopware-orders.js';
import { squareItems } from './square-items.js';
import { squarespaceOrders } from './squarespace-orders.js';
import { stripePayments } from './stripe-payments.js';
import { wixOrders } from './wix-orders.js';
import { woocommerceAdvancedExport } from './woocommerce-advanced-export.js';
import { woocommerceAnalytics } from './woocommerce-analytics.js';
import { woocommerceApi } from './woocommerce-api.js';
import { woocommerceWebtoffee } from './woocommerce-webtoffee.js';

/** Every program whose exports are known by name. */
export const platforms: readonly Platform[] = [
  amazonAllOrders,
  amazonShipments,
  bigcommerceOrders,
  ebayOrders,
  ebayOrdersDe,
  erpnextInvoices,
  etsyOrderItems,
  etsyOrders,
  gumroadSales,
  kauflandOrderUnits,
  lemonsqueezyOrders,
  magentoOrders,
  mercadoLivreSales,
  odooOrders,
  olistOrders,
  opencartOrders,
  paypalActivity,
  prestashopOrders,
  shopeeOrders,
  shopifyApi,
  shopifyOrders,
  shopifyTransactions,
  shopwareOrders,
  squareItems,
  squarespaceOrders,
  stripePayments,
  wixOrders,
  woocommerceAdvancedExport,
  woocommerceAnalytics,
  woocommerceApi,
  woocommerceWebtoffee,
];
