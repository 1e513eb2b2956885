import type { Platform } from '../platform.js';
import { each, first, type Row, rest, rowsOf, sheetOfRows } from '../sheet.js';
import type { Order } from '../shop-table.js';
import { exactGoods, truthOf } from '../truth.js';
import { monthsPt, partsOf } from '../values.js';

/**
 * Mercado Livre, Vendas, Excel: five lines above the header, months in words, `Estado` twice (status and state of the
 * country). Header and values as in test/fixtures/exports/mercadolivre.xlsx. Several products together are a package:
 * its row has the money, the rows below have its products and what became of them.
 */
interface SaleRow extends Row {
  readonly kind: 'single' | 'package' | 'part';
}
const kindOf = (row: Row) => (row as SaleRow).kind;
const hasMoney = (row: Row) => kindOf(row) !== 'part';
const hasItem = (row: Row) => kindOf(row) !== 'package';

const when = ({ order }: Row) => {
  const { day, month, year, HH, MM } = partsOf(order.at);
  return `${day} de ${monthsPt[month]} de ${year} ${HH}:${MM} hs.`;
};

const stateOf = ({ order }: Row) => {
  if (order.state === 'cancelled') return 'Cancelada pelo comprador';
  return order.refund ? 'Devolução finalizada com reembolso para o comprador' : 'Entregue';
};

const number = (row: Row) =>
  `${2_000_010_000_000_000 + row.order.index}${kindOf(row) === 'part' ? row.i - 1 : ''}`;
const money = (row: Row, cents: number) => (hasMoney(row) ? cents / 100 : '');

const fee = ({ net }: Order) => Math.round(net * 0.12);
const paidBack = ({ state, net, refund }: Order) => (state === 'cancelled' ? net : (refund?.goods ?? 0));

const rows = (order: Order): SaleRow[] => {
  const items = rowsOf(order);
  if (items.length === 1) return [{ ...items[0]!, kind: 'single' }];
  return [
    { ...items[0]!, kind: 'package' },
    ...items.map((row): SaleRow => ({ ...row, i: row.i + 1, kind: 'part' })),
  ];
};

const fields = [
  each('N.º de venda', 'invoice', number),
  each('Data da venda', 'date', when),
  each('Estado', 'status', (row) =>
    kindOf(row) === 'package' ? `Pacote de ${row.order.lines.length} produtos` : stateOf(row),
  ),
  ...rest(['Descrição do status']),
  each('Pacote de diversos produtos', null, (row) => (kindOf(row) === 'single' ? 'Não' : 'Sim')),
  ...rest(['Pertence a um kit'], 'Não'),
  each('Unidades', 'quantity', (row) => (hasItem(row) ? row.line.pieces : '')),
  each('Receita por produtos (BRL)', 'orderNet', (row) => money(row, row.order.net)),
  each('Receita por acréscimo no preço (pago pelo comprador)', null, (row) => money(row, 0)),
  each('Taxa de parcelamento equivalente ao acréscimo', null, (row) => money(row, 0)),
  each('Tarifa de venda e impostos (BRL)', null, (row) => money(row, -fee(row.order))),
  each('Receita por envio (BRL)', null, (row) => money(row, 0)),
  each('Tarifas de envio (BRL)', null, (row) => money(row, 0)),
  each('Cancelamentos e reembolsos (BRL)', 'refund', (row) => money(row, -paidBack(row.order))),
  each('Total (BRL)', null, (row) => money(row, row.order.net - fee(row.order) - paidBack(row.order))),
  ...rest(['Venda por publicidade'], 'Não'),
  each('SKU', 'sku', (row) => (hasItem(row) ? row.line.product.sku : '')),
  each('# de anúncio', null, (row) => (hasItem(row) ? `MLB11000000${row.i}0` : '')),
  each('Título do anúncio', 'title', (row) => (hasItem(row) ? row.line.product.title : '')),
  ...rest(['Variação']),
  each('Preço unitário de venda do anúncio (BRL)', null, (row) =>
    hasItem(row) ? row.line.product.price / 100 : '',
  ),
  each('Tipo de anúncio', null, (row) => (hasItem(row) ? 'Clássico' : '')),
  first('Comprador', 'customerName', ({ order }) => `${order.person!.first} ${order.person!.last}`),
  first('CPF', null, () => '000.000.000-00'),
  first('Endereço', null, () => 'Rua Exemplo 1'),
  first('Cidade', null, () => 'São Paulo'),
  first('Estado', null, () => 'São Paulo'),
  first('CEP', null, () => '01001-000'),
  first('País', 'country', () => 'Brasil'),
];

export const mercadoLivre: Platform = {
  name: 'Mercado Livre',
  file: 'Vendas_BR_Mercado_Livre.xlsx',
  shop: {
    states: ['cancelled'],
    discounts: 'none',
    refunds: 'full',
    hasFreeLines: false,
    hasTax: false,
    hasShipping: false,
    currencies: ['BRL'],
  },
  // Packages are Mercado Livre's alone.
  unnamed: { mostLines: 1 },
  write: (orders) =>
    sheetOfRows(fields, [...orders].reverse().map(rows), {
      format: 'xlsx',
      above: [
        ['Vendas'],
        ['Vendas do período'],
        ['Gerado pelo Mercado Livre'],
        [],
        ['Vendas', '', '', 'Anúncios'],
      ],
    }),
  truth: (orders) => truthOf(orders, { money: [exactGoods], hasCurrency: false }),
};
