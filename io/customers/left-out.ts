import { features } from '../../core/features/features.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import type { Field } from '../../core/orders/order-line.js';
import type { Engine } from '../engine.js';

/** A file of whole orders has no products, and 1 or -1 stands in every line for the pieces it does not tell. */
const missing: Partial<Record<Field, string>> = {
  stock_code: 'the orders name no products',
  country: 'the orders name no country',
  quantity: 'every line has 1 piece, so the orders tell no quantities',
};

/**
 * The features that `purchases` cannot give, with the reason.
 * @param tellsPieces whether the orders have a column of quantities; undefined where the lines have to tell
 */
export async function featuresLeftOut(
  engine: Engine,
  tellsPieces?: boolean,
): Promise<FeaturizeReport['leftOut']> {
  const [has] = await engine.query<Record<string, boolean>>(
    `select
      count(stock_code) > 0 as stock_code,
      count(country) > 0 as country,
      min(quantity) <> 1 or max(quantity) <> 1 as quantity
    from purchases`,
  );
  const given: Record<string, boolean> = {
    ...has!,
    ...(tellsPieces !== undefined && { quantity: tellsPieces }),
  };
  return features.flatMap(({ name, needs }) => {
    const field = needs.find((need) => given[need] === false);
    return field ? [{ feature: name, reason: missing[field]! }] : [];
  });
}
