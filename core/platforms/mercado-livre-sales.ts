import type { Platform } from './platform.js';

/**
 * Mercado Livre, Vendas > Baixar planilha. A package of several products has a row with its money, and a row
 * per product without.
 */
export const mercadoLivreSales: Platform = {
  name: 'mercado-livre-sales',
  title: 'Mercado Livre sales sheet',
  headers: ['N.º de venda', 'Data da venda', 'Unidades', 'Receita por produtos (BRL)', 'Comprador'],
  columns: {
    invoice_id: 'N.º de venda',
    customer_id: 'Comprador',
    ordered_at: 'Data da venda',
    amount: 'Receita por produtos (BRL)',
    order_refund: 'Cancelamentos e reembolsos (BRL)',
    state: 'Estado',
    stock_code: 'SKU',
    description: 'Título do anúncio',
    country: 'País',
    quantity: null,
    unit_price: null,
    order_total: null,
    order_shipping: null,
    order_tax: null,
    order_discount: null,
    discount: null,
    category: null,
    refund: null,
  },
  lines: [{ column: 'Receita por produtos (BRL)' }],
  partsFollow: true,
  currency: 'BRL',
  lacks: 'the products of a package have no money of their own: such an order is one line',
};
