import type { Platform } from '../platform.js';
import { each, type Row, sheetOfOrders } from '../sheet.js';
import { type Order, pick } from '../shop-table.js';
import { paidTotals, truthOf } from '../truth.js';
import { dayAndTime, grouped } from '../values.js';

/**
 * PrestaShop, Orders, Export: a row per order, with semicolons, in the language of the back office. Columns and their
 * order: PrestaShop/PrestaShop, OrderController::exportAction(); the customer is "A. Name" and the total is written as
 * money of the locale, with narrow and hard blanks (OrderQueryBuilder, OrderGridDataFactory). The states are those of
 * install-dev/langs/{en,fr}/data/order_state.xml. What was paid is all the money there is.
 */
const inFrench = {
  headers: ['ID', 'Référence', 'Nouveau client', 'Livraison', 'Client', 'Total', 'Paiement', 'État', 'Date'],
  sold: ['Paiement accepté', 'Livré', 'Expédié', 'En cours de préparation'],
  refunded: 'Remboursé',
  cancelled: 'Annulé',
  unpaid: 'En attente de paiement par chèque',
  failed: 'Erreur de paiement',
  yes: 'Oui',
  no: 'Non',
  total: (cents: number) => `${grouped(cents, '\u202f', ',')}\u00a0€`,
};

const inEnglish: typeof inFrench = {
  headers: ['ID', 'Reference', 'New client', 'Delivery', 'Customer', 'Total', 'Payment', 'Status', 'Date'],
  sold: ['Payment accepted', 'Delivered', 'Shipped', 'Processing in progress'],
  refunded: 'Refunded',
  cancelled: 'Canceled',
  unpaid: 'Awaiting check payment',
  failed: 'Payment error',
  yes: 'Yes',
  no: 'No',
  total: (cents: number) => `€${grouped(cents, ',', '.')}`,
};

/** Nine letters. */
const reference = ({ index }: Order) => {
  const number = 1_234_567_891 + index * 7_654_321;
  return Array.from({ length: 9 }, (_, i) =>
    String.fromCharCode(65 + (Math.floor(number / 26 ** i) % 26)),
  ).join('');
};

export const prestashop: Platform = {
  name: 'PrestaShop',
  file: 'order_2025-11-30_101500.csv',
  shop: {
    states: ['cancelled', 'unpaid', 'failed'],
    refunds: 'full',
    currencies: ['EUR'],
    hasSpellings: false,
  },
  unnamed: {},
  write: (orders, random) => {
    const words = pick(random, [inFrench, inEnglish]);
    const status = ({ order }: Row) => {
      if (order.refund) return words.refunded;
      if (order.state === 'sold') return words.sold[order.index % words.sold.length]!;
      return order.state === 'cancelled'
        ? words.cancelled
        : words[order.state === 'failed' ? 'failed' : 'unpaid'];
    };
    const header = (i: number) => words.headers[i]!;
    return sheetOfOrders(
      [
        each(header(0), null, ({ order }) => String(order.index)),
        each(header(1), 'invoice', ({ order }) => reference(order)),
        each(header(2), null, ({ order }) => (order.index % 3 === 0 ? words.yes : words.no)),
        each(
          header(3),
          'country',
          ({ order }) =>
            ({ US: 'États-Unis', GB: 'Royaume-Uni', DE: 'Allemagne', FR: 'France', CA: 'Canada' })[
              order.person!.country
            ],
        ),
        each(header(4), 'customerName', ({ order }) => `${order.person!.first[0]}. ${order.person!.last}`),
        each(header(5), 'orderTotal', ({ order }) => words.total(order.total)),
        each(header(6), null, ({ order }) => (order.index % 4 === 0 ? 'PayPal' : 'Carte bancaire')),
        each(header(7), 'status', status),
        each(header(8), 'date', ({ order }) => dayAndTime(order.at)),
      ],
      orders,
      { delimiter: ';' },
    );
  },
  truth: (orders) =>
    truthOf(orders, { money: [{ ...paidTotals, refunds: 'fullTotals' }], hasCurrency: false }),
};
