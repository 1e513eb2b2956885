import {
  type CustomerReturns,
  customerPattern,
  type ProductReturns,
  productPattern,
} from '../../core/returns/return-pattern.js';
import type { Refusal } from '../../core/runs/studies.js';
import type { Engine } from '../../io/engine.js';
import productsSql from '../../sql/engine/study-returned-products.sql';
import customersSql from '../../sql/engine/study-returning-customers.sql';
import { queryRows } from './customers/query-rows.js';
import { withOrders } from './customers/with-orders.js';
import type { Study } from './study-context.js';

/** How many products and customers are listed. */
const most = 200;

interface Product extends ProductReturns {
  readonly stockCode: string;
  readonly soldValue: number;
}

interface Customer extends CustomerReturns {
  readonly customerId: string;
  readonly boughtValue: number;
}

interface Returned {
  readonly hasReturns: boolean;
  readonly hasProducts: boolean;
  readonly products: readonly Product[];
  readonly customers: readonly Customer[];
}

/** What comes back most, who brings it back, and what that looks like. */
export const returns: Study = async ({ runId }, io) => {
  const returned = await withOrders(io, runId, readReturned);
  const { products, customers } = returned;
  return {
    summary: `returns: ${products.length} products by ${customers.length} customers`,
    tables: [
      {
        table: 'returned_products',
        columns: ['position', ...productColumns, 'share_of_sales', 'pattern'],
        rows: products.slice(0, most).map((product, index) => ({
          ...product,
          position: index + 1,
          shareOfSales: ratio(product.returnedValue, product.soldValue),
          pattern: productPattern(product),
        })),
      },
      {
        table: 'returning_customers',
        columns: ['position', ...customerColumns, 'share_of_purchases', 'pattern'],
        rows: customers.slice(0, most).map((customer, index) => ({
          ...customer,
          position: index + 1,
          shareOfPurchases: ratio(customer.returnedValue, customer.boughtValue),
          pattern: customerPattern(customer),
        })),
      },
    ],
    refusals: refusals(returned),
    findings: { products: products.length, customers: customers.length },
  };
};

async function readReturned(engine: Engine): Promise<Returned> {
  const [known] = await queryRows<Pick<Returned, 'hasReturns' | 'hasProducts'>>(
    engine,
    `select exists (select 1 from returns) as has_returns,
      exists (select 1 from purchases where stock_code is not null) as has_products`,
  );
  return {
    ...known!,
    products: await queryRows<Product>(engine, productsSql),
    customers: await queryRows<Customer>(engine, customersSql),
  };
}

function refusals({ hasReturns, hasProducts }: Returned): Refusal[] {
  const topics = ['products_returned', 'customers_returning'];
  if (!hasReturns) return topics.map((topic) => ({ topic, reason: 'The orders have no returns.' }));
  if (hasProducts) return [];
  return [{ topic: topics[0]!, reason: 'The orders do not say which products were bought.' }];
}

const productColumns = [
  ...['stock_code', 'description', 'customers', 'invoices', 'returned_items', 'returned_value'],
  ...['cancelled_value', 'peak_month_value', 'top_customer_value', 'sold_items', 'sold_value'],
];
const customerColumns = [
  ...['customer_id', 'returned_invoices', 'returned_value', 'cancelled_value', 'largest_value'],
  ...['invoices', 'bought_value'],
];

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
