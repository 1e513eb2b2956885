import type { ProductsFindings } from '../../../core/products/products-findings.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study } from '../study-context.js';
import { discounts } from './discounts.js';
import { firstPurchases } from './first-purchases.js';
import { nextProducts } from './next-products.js';

/** Which product goes with a second order, what to offer next, and how much is bought below the usual price. */
export const products: Study<ProductsFindings> = (context, io) =>
  withOrders(io, context.runId, async (engine) => {
    const first = await firstPurchases(engine, context);
    const next = await nextProducts(engine, context);
    const off = await discounts(engine, context, io);
    return {
      summary: `products: ${first.summary}; ${next.summary}; ${off.summary}`,
      tables: [first, next, off].flatMap(({ tables }) => tables),
      refusals: [first, next, off].flatMap(({ refusals }) => refusals),
      findings: { first: first.findings, next: next.findings, discounts: off.findings },
    };
  });
