import { addDays } from '../../../core/dates/add-days.js';
import type { TestCustomers } from '../../../core/experiment/read-test.js';
import type { Engine } from '../../../io/engine.js';
import type { ObjectStore } from '../../../io/object-store.js';
import { quotedPattern } from '../../../io/parquet.js';
import type { PlannedTest } from './find-plan.js';

/** Everybody who was given an arm, and what they spent before and since: nothing where they did not come back. */
export async function readArms(
  engine: Engine,
  store: ObjectStore,
  { document, startedOn, endsOn, days }: PlannedTest,
): Promise<TestCustomers> {
  const table = document.tables.find((one) => one.table === 'experiment_arms')!;
  const paths = await Promise.all(table.keys.map(async (key) => quotedPattern(await store.openFile(key))));
  await engine.run(`
    create table arms as
    select customer_id, arm, cast(stratum as integer) as stratum
    from read_csv([${paths.join(', ')}], hive_partitioning = false, auto_detect = false, header = true, quote = '"', escape = '"',
      columns = {${table.columns.map((name) => `'${name}': 'varchar'`).join(', ')}})`);
  await engine.query(
    `create table spent as
    select
      customer_id,
      coalesce(sum(amount) filter (where cast(ordered_at as date) >= cast($1 as date)), 0) as revenue,
      coalesce(sum(amount) filter (where cast(ordered_at as date) < cast($1 as date)), 0) as earlier
    from purchases
    where cast(ordered_at as date) between cast($2 as date) and cast($3 as date)
    group by customer_id`,
    [startedOn, addDays(startedOn, -days), endsOn],
  );
  const { held, stratum, revenue, earlier } = await engine.columns(`
    select
      cast(arm = 'holdout' as integer)::double as held,
      stratum::double as stratum,
      coalesce(revenue, 0)::double as revenue,
      coalesce(earlier, 0)::double as earlier
    from arms left join spent using (customer_id)
    order by stratum, customer_id`);
  return {
    isHeldOut: Uint8Array.from(held!),
    strata: Int32Array.from(stratum!),
    ...{ revenue: revenue!, earlier: earlier! },
  };
}
