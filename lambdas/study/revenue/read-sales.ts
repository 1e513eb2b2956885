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

/** Makes the views that both statements read, of the lines between days. */
export async function openStretches(engine: Engine, before: Stretch, now: Stretch): Promise<void> {
  await engine.query(
    `create or replace table stretches as
    select cast($1 as date) as before_from, cast($2 as date) as before_to, cast($3 as date) as now_from, cast($4 as date) as now_to`,
    [before.from, before.to, now.from, now.to],
  );
  await engine.run(`
    create or replace view compared_lines as
    with dated as (
      select customer_id, invoice_id, stock_code, description, amount,
        cast(cast(ordered_at as date) between before_from and before_to as integer) as in_before,
        cast(cast(ordered_at as date) between now_from and now_to as integer) as in_now
      from purchases cross join stretches
    )
    select * from dated where in_before + in_now > 0;
    create or replace view known_before as
    select customer_id from purchases cross join stretches
    where cast(ordered_at as date) <= before_to
    group by customer_id`);
}

/** The same of all lines of two runs; needs the view `purchases_before`. */
export const openRuns = (engine: Engine): Promise<void> =>
  engine.run(`
    create or replace view compared_lines as
    select customer_id, invoice_id, stock_code, description, amount, 1 as in_before, 0 as in_now
    from purchases_before
    union all
    select customer_id, invoice_id, stock_code, description, amount, 0, 1 from purchases;
    create or replace view known_before as
    select customer_id from purchases_before group by customer_id`);

export const readGroups = (engine: Engine): Promise<GroupSales[]> => queryRows(engine, customersSql);

/** The products that changed most. */
export const readProducts = (engine: Engine): Promise<ProductSales[]> => queryRows(engine, productsSql);

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
