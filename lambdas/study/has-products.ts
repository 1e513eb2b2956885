import type { Engine } from '../../io/engine.js';
import { queryRows } from './customers/query-rows.js';

/** Whether the order lines say which products were bought. Needs the view `purchases`. */
export async function hasProducts(engine: Engine): Promise<boolean> {
  const [known] = await queryRows<{ hasProducts: boolean }>(
    engine,
    'select exists (select 1 from purchases where stock_code is not null) as has_products',
  );
  return known!.hasProducts;
}

export const noProducts = 'The orders do not say which products were bought.';
