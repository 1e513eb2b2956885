import type { Platform } from './platform.js';

/** Shopee Brasil, Meus pedidos > Exportar. One row per line; totals of the order repeat. */
export const shopeeOrders: Platform = {
  name: 'shopee-orders',
  title: 'Shopee orders export',
  headers: [
    'ID do pedido',
    'Status do pedido',
    'Nome de usuário (comprador)',
    'Subtotal do produto',
    'Quantidade',
  ],
  columns: {
    invoice_id: 'ID do pedido',
    customer_id: 'Nome de usuário (comprador)',
    ordered_at: ['Data de criação do pedido', 'Hora do pagamento do pedido'],
    quantity: 'Quantidade',
    amount: 'Subtotal do produto',
    list_price: null,
    unit_price: null,
    stock_code: ['Número de referência SKU', 'Nº de referência do SKU principal'],
    description: 'Nome do Produto',
    state: 'Status do pedido',
    order_total: null,
    order_discount: null,
    discount: null,
    country: 'País',
    order_goods: null,
  },
  currency: 'BRL',
};
