import { type Feature, numericFeatures } from '../features/features.js';

/** Of the many features that say nearly the same, one each: those that tell people something. */
const telling: readonly string[] = [
  'gross_revenue',
  'recency_days',
  'tenure_days',
  'invoices',
  'items',
  'products',
  'avg_gap_days',
  'avg_order_value',
  'avg_basket_products',
  'returned_value',
  'returns_ratio',
];

/**
 * The features worth a look, in the order of the columns: those that customers are grouped on and those that tell
 * people something, without what the data cannot give.
 */
export const exploredFeatures = (used: readonly string[], leftOut: readonly string[]): Feature[] =>
  numericFeatures.filter(
    ({ name, unit }) =>
      unit !== 'category' && !leftOut.includes(name) && (used.includes(name) || telling.includes(name)),
  );
