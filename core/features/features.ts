import type { Field } from '../orders/order-line.js';

export type Unit = 'money' | 'days' | 'count' | 'per day' | 'ratio' | 'category' | 'time';

/** What is known of a customer: a column of `customers.parquet`, computed in `sql/engine/featurize.sql`. */
export interface Feature {
  readonly name: string;
  /** A short label for a chart or a table. */
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  /** Fields of the order lines without which the feature says nothing. */
  readonly needs: readonly Field[];
  /** Customers far out in this feature are listed as extreme. */
  readonly findsExtremes: boolean;
}

type Options = Partial<Pick<Feature, 'needs' | 'findsExtremes'>>;

const feature = (
  name: string,
  title: string,
  unit: Unit,
  definition: string,
  { needs = [], findsExtremes = false }: Options = {},
): Feature => ({ name, title, unit, definition, needs, findsExtremes });

/** Every feature, in the order of the columns. A purchase has a positive quantity, a return a negative one. */
export const features: readonly Feature[] = [
  feature('gross_revenue', 'Revenue', 'money', 'Sum of the purchases, returns not taken off.', {
    findsExtremes: true,
  }),
  feature('net_revenue', 'Net revenue', 'money', 'gross_revenue less returned_value.'),
  feature('recency_days', 'Days since last order', 'days', 'From the last purchase to the as-of day.'),
  feature('tenure_days', 'Days since first order', 'days', 'From the first purchase to the as-of day.'),
  feature('span_days', 'Days from first to last order', 'days', 'From the first purchase to the last.'),
  feature('first_ordered_at', 'First order', 'time', 'When the first purchase was made.'),
  feature('last_ordered_at', 'Last order', 'time', 'When the last purchase was made.'),
  feature(
    'invoices',
    'Orders',
    'count',
    'Different invoices with a purchase. Where the file has no invoices, all bought at one time is one.',
  ),
  feature('buying_days', 'Days with an order', 'count', 'Different days with a purchase.'),
  feature('items', 'Pieces', 'count', 'Sum of the quantities of the purchases.', {
    needs: ['quantity'],
    findsExtremes: true,
  }),
  feature('lines', 'Order lines', 'count', 'Lines of the purchases.', { needs: ['stock_code'] }),
  feature('products', 'Products', 'count', 'Different stock codes bought.', { needs: ['stock_code'] }),
  feature(
    'invoices_per_window_day',
    'Orders per day of the data',
    'per day',
    'invoices / days from the first day of the data to the as-of day (at least 1).',
  ),
  feature(
    'invoices_per_active_day',
    'Orders per day as a customer',
    'per day',
    'invoices / (span_days + 1).',
  ),
  feature(
    'invoices_per_span_day',
    'Orders per day between first and last',
    'per day',
    'invoices / span_days; 0 where all was bought on one day.',
  ),
  feature(
    'avg_gap_days',
    'Days between orders',
    'days',
    'Mean gap between days with a purchase; unknown with one such day.',
  ),
  feature(
    'avg_gap_days_with_returns',
    'Days between orders or returns',
    'days',
    'Mean gap between days with a purchase or a return; unknown with one such day.',
  ),
  feature('avg_line_value', 'Money per order line', 'money', 'gross_revenue / lines.', {
    needs: ['stock_code'],
  }),
  feature('avg_order_value', 'Money per order', 'money', 'gross_revenue / invoices.', {
    findsExtremes: true,
  }),
  feature(
    'avg_unit_price',
    'Price of a product',
    'money',
    'Mean over the purchase lines of the unit price.',
    {
      needs: ['stock_code', 'quantity'],
    },
  ),
  feature('avg_piece_price', 'Money per piece', 'money', 'gross_revenue / items.', { needs: ['quantity'] }),
  feature('avg_basket_items', 'Pieces per order', 'count', 'items / invoices.', { needs: ['quantity'] }),
  feature(
    'avg_basket_products',
    'Products per order',
    'count',
    'Mean over the invoices of the different stock codes in each.',
    { needs: ['stock_code'] },
  ),
  feature(
    'products_per_invoice',
    'Different products by orders',
    'count',
    'products / invoices: below 1 when the same goods are bought again and again.',
    { needs: ['stock_code'] },
  ),
  feature('returned_items', 'Pieces returned', 'count', 'Sum of the quantities of the returns, positive.'),
  feature('returned_lines', 'Lines returned', 'count', 'Lines of the returns.'),
  feature('returned_invoices', 'Returns', 'count', 'Different invoices with a return.'),
  feature('returned_value', 'Money returned', 'money', 'Sum of the returns, positive.'),
  feature(
    'returns_ratio',
    'Share of pieces returned',
    'ratio',
    'returned_items / pieces bought; above 1 where goods came back that were bought before the data begins.',
  ),
  feature(
    'favourite_day_bucket',
    'Part of the month',
    'category',
    '1: until the 10th, 2: until the 20th, 3: later. With the most invoices, then the most money, then the earlier.',
  ),
  feature(
    'favourite_quarter',
    'Quarter of the year',
    'category',
    '1 to 4. With the most invoices, then the most money, then the earlier.',
  ),
  feature(
    'country',
    'Country',
    'category',
    'With the most invoices, then the most money, then the first by name.',
    { needs: ['country'] },
  ),
];

/** Features that are numbers, whose distribution can be described. */
export const numericFeatures = features.filter(({ unit, name }) => unit !== 'time' && name !== 'country');
