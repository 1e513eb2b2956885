import type { Compared, Sales } from '../../../core/revenue/explain-change.js';
import type { Engine } from '../../../io/engine.js';
import customersSql from '../../../sql/engine/study-revenue-customers.sql';
import productsSql from '../../../sql/engine/study-revenue-products.sql';
import { queryRows } from '../customers/query-rows.js';
import type { Stretch } from './periods.js';

export type CustomerKind = 'new' | 'kept' | 'won back' | 'lost';

/** What both stretches brought, money in ten-thousandths. */
interface SalesRow {
  readonly customersBefore: number;
  readonly customersNow: number;
  readonly ordersBefore: number;
  readonly ordersNow: number;
  readonly moneyBefore: number;
  readonly moneyNow: number;
}

export interface GroupSales extends SalesRow {
  readonly segmentId: number;
  readonly kind: CustomerKind;
}

export interface ProductSales extends SalesRow {
  readonly stockCode: string;
  readonly description: string | null;
}

/** Products that are listed: those that changed most. */
export const mostProducts = 100;

/** Makes the views that both statements read, of the lines between days. */
export async function openStretches(engine: Engine, before: Stretch, now: Stretch): Promise<void> {
  const stretch = (name: string, values: readonly string[]) =>
    engine.query(
      `create or replace table ${name}_days as select cast($1 as date) as first_day, cast($2 as date) as last_day`,
      values,
    );
  await stretch('before', [before.from, before.to]);
  await stretch('now', [now.from, now.to]);
  const lines = (name: string) => `
    create or replace view lines_${name} as
    select customer_id, invoice_id, stock_code, description, amount
    from purchases cross join ${name}_days
    where cast(ordered_at as date) between first_day and last_day;`;
  await engine.run(`
    ${lines('before')}
    ${lines('now')}
    create or replace view known_before as
    select customer_id from purchases cross join before_days
    where cast(ordered_at as date) <= last_day
    group by customer_id`);
}

/** The same of all lines of two runs; needs the view `purchases_before`. */
export const openRuns = (engine: Engine): Promise<void> =>
  engine.run(`
    create or replace view lines_before as
    select customer_id, invoice_id, stock_code, description, amount from purchases_before;
    create or replace view lines_now as
    select customer_id, invoice_id, stock_code, description, amount from purchases;
    create or replace view known_before as
    select customer_id from purchases_before group by customer_id`);

export const readGroups = (engine: Engine): Promise<GroupSales[]> => queryRows(engine, customersSql);

export const readProducts = (engine: Engine): Promise<ProductSales[]> =>
  queryRows(engine, `select * from (${productsSql}) limit ${mostProducts}`);

/** Sales of several rows together, their money in cents handed in. */
export function compare(rows: readonly SalesRow[], centsBefore: number, centsNow: number): Compared {
  const sum = (of: (row: SalesRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const sales = (customers: number, orders: number, cents: number): Sales => ({ customers, orders, cents });
  return {
    before: sales(
      sum((row) => row.customersBefore),
      sum((row) => row.ordersBefore),
      centsBefore,
    ),
    now: sales(
      sum((row) => row.customersNow),
      sum((row) => row.ordersNow),
      centsNow,
    ),
  };
}
