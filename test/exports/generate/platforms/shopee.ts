import type { Platform } from '../platform.js';
import { each, type Row, rest, sheetOfLines } from '../sheet.js';
import { exactGoods, truthOf } from '../truth.js';
import { isoDay, money, partsOf } from '../values.js';

/**
 * Shopee Brazil, Central do Vendedor, Meus pedidos, Exportar (Order.all.xlsx): a row per line, every cell a text, decimal
 * commas, the order's totals on each row. Headers and values such as `2024-05-10 14:32`, `69,80`, `Não pago` stand in
 * public tests of programs that read it.
 */
const comma = (cents: number) => money(cents).replace('.', ',');
const minute = (at: number) => `${isoDay(at)} ${partsOf(at).HH}:${partsOf(at).MM}`;

const statusOf = ({ order }: Row) =>
  ({
    sold: ['Concluído', 'Enviado', 'A Enviar'][order.index % 3]!,
    cancelled: 'Cancelado',
    unpaid: 'Não pago',
    failed: '',
    test: '',
    draft: '',
  })[order.state];

export const shopee: Platform = {
  name: 'Shopee',
  file: 'Order.all.20240101_20251130.xlsx',
  shop: { refunds: 'none', discounts: 'none', hasFreeLines: false, hasTax: false, currencies: ['BRL'] },
  unnamed: {},
  write: (orders) =>
    sheetOfLines(
      [
        each('ID do pedido', 'invoice', ({ order }) => `24${String(order.index).padStart(4, '0')}KQ7W2`),
        each('Status do pedido', 'status', statusOf),
        ...rest(['Hot Listing'], 'N'),
        each('Cancelar Motivo', null, ({ order }) => (order.state === 'cancelled' ? 'Mudou de ideia' : '')),
        ...rest(['Status da Devolução / Reembolso']),
        ...rest(['Opção de envio'], 'Shopee Xpress'),
        each('Data de criação do pedido', 'date', ({ order }) => minute(order.at)),
        each('Hora do pagamento do pedido', null, ({ order }) =>
          order.state === 'unpaid' ? '-' : minute(order.at + 120_000),
        ),
        each('Nº de referência do SKU principal', null, ({ line }) => line.product.sku.slice(0, 4)),
        each('Nome do Produto', 'title', ({ line }) => line.product.title),
        each('Número de referência SKU', 'sku', ({ line }) => line.product.sku),
        ...rest(['Nome da variação']),
        each('Preço original', null, ({ line }) => comma(line.product.price + 500)),
        each('Preço acordado', 'unitPrice', ({ line }) => comma(line.product.price)),
        each('Quantidade', 'quantity', ({ line }) => String(line.pieces)),
        each('Subtotal do produto', 'lineNet', ({ line }) => comma(line.net)),
        ...rest(['Desconto do vendedor', 'Cupom do vendedor'], '0,00'),
        each('Valor Total', null, ({ order }) => comma(order.net)),
        each('Taxa de envio pagas pelo comprador', 'shipping', ({ order }) => comma(order.shipping)),
        each('Taxa de comissão', null, ({ order }) => comma(Math.round(order.net * 0.14))),
        each('Total global', 'orderTotal', ({ order }) => comma(order.total)),
        each('Nome de usuário (comprador)', 'customerId', ({ order }) => order.person!.user),
        each('Nome do destinatário', null, ({ order }) => `${order.person!.first} ${order.person!.last}`),
        ...rest(['Telefone'], '55110000000'),
        ...rest(['CPF do Comprador']),
        ...rest(['Endereço de entrega'], 'Rua Exemplo 1'),
        ...rest(['Cidade'], 'Recife'),
        ...rest(['UF'], 'PE'),
        ...rest(['País'], 'BR'),
        ...rest(['CEP'], '01001000'),
        ...rest(['Observação do comprador', 'Nota']),
      ],
      orders,
      { format: 'xlsx' },
    ),
  truth: (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false }),
};
