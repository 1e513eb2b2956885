import { withDuckdb } from '../../../io/duckdb-engine.js';
import { firstPurchases } from '../../../lambdas/study/products/first-purchases.js';
import { readProductUse } from '../../../lambdas/study/products/read-product-use.js';
import { dueProducts } from '../../../lambdas/study/reorders/due-products.js';
import type { StudyContext } from '../../../lambdas/study/study-context.js';

const days = 364;
const from = 18_262;

/** 20,000 customers with 20 lines each, of 300,000 products: half of what each buys is a few products of their own. */
const purchases = `
  create table purchases as
  select
    concat('c', n % 20000) as customer_id,
    concat('p', case when n // 20000 < 10 then (n % 20000) * 5 + (n // 20000) % 3 else (n * 7919) % 300000 end) as stock_code,
    'THING' as description,
    timestamp '2020-01-01 10:00:00' + to_days(cast((n % 20000) % 28 + 16 * (n // 20000) as integer)) as ordered_at,
    1 as quantity, 2.5 as amount, 1 as upload_seq, n as line_no, n as invoice_id
  from range(400000) as lines (n);
  create view members as select distinct customer_id, 1 as segment_id, false as is_insider from purchases;
  create view customers as select customer_id, sum(amount) as gross_revenue from purchases group by customer_id`;

test('300,000 products take no more than those that most have bought, in bounded time', () =>
  withDuckdb(async (engine) => {
    await engine.run(purchases);
    const start = process.cpuUsage();
    const due = await dueProducts(engine, { from, day: from + days, gapDays: 16 });
    const rows = [...due.tables[0]!.rows];
    expect(due.refusals).toEqual([]);
    expect(rows.length).toBe(20_000);
    await engine.run('drop table study_bounds');
    const { items } = await readProductUse(engine);
    expect(items.length).toBeLessThanOrEqual(500);
    const context = {
      profile: { promise: { horizonDays: 91 } },
      plan: { rules: { forecast: { interval: 0.8 } } },
    } as StudyContext;
    // No product was bought first by thirty customers.
    const first = await firstPurchases(engine, context);
    expect(first.refusals).toMatchObject([{ topic: 'first_purchases' }]);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(20);
  }));
