import type { Database } from '../../io/database.js';
import { runId } from './small-run.js';

/** As many customers in the small run, with figures of as many digits as real ones have. */
export async function loadCustomers(database: Database, customers: number): Promise<void> {
  await database.query('delete from customers');
  await database.query(
    `insert into customers (run_id, customer_id, gross_revenue, recency_days, last_ordered_at, invoices,
       avg_order_value, products, returns_ratio, country, segment_id, is_insider, is_extreme, silhouette, map_x, map_y)
     select :run_id, (10000 + n)::text, round((100000 / sqrt(n))::numeric, 2), n % 365,
       timestamp '2011-12-09' - (n % 365) * interval '1 day', 1 + n % 20, 100 / sqrt(n), n % 300, (n % 7) / 100.0,
       case n % 9 when 0 then 'France' else 'United Kingdom' end, 1 + n % 3, n % 3 = 0, false,
       cos(n), sin(n), cos(n * 1.7)
     from generate_series(1, :customers::integer) as n`,
    { run_id: runId, customers },
  );
}
