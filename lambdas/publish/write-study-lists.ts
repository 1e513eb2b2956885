import { runKey } from '../../core/keys.js';
import type { Profile } from '../../core/profile.js';
import type { Engine } from '../../io/engine.js';
import { quotedPath } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import { readStudies } from '../../io/read-studies.js';
import type { StepIo } from '../../io/step-io.js';
import { defused } from './defused.js';
import { storedCustomers, storedRows } from './stored-rows.js';

/** Lists made of what the studies found: a file and the query that fills it, in the order of its rows. */
const lists: readonly { readonly file: string; readonly query: string }[] = [
  {
    file: 'enter-soon.csv',
    query: `select ${defused('customer_id')} as customer_id, standing, orders_missing, money_missing, by_on, sentence
      from customer_doors where standing in ('in by the rule', 'near')
      order by standing, cast(money_missing as double), cast(orders_missing as integer), customer_doors.customer_id`,
  },
  {
    file: 'about-to-leave.csv',
    query: `select ${defused('customer_id')} as customer_id, standing, days_left, leaves_on, sentence
      from customer_doors where standing in ('leaving soon', 'out by the rule')
      order by cast(days_left as integer), customer_doors.customer_id`,
  },
  {
    file: 'movers.csv',
    query: `select ${defused('customer_id')} as customer_id, kind, from_segment, to_segment, money, reason
      from movers order by cast(position as integer)`,
  },
  {
    file: 'holdout.csv',
    query: `select ${defused('customer_id')} as customer_id, stratum
      from experiment_arms where arm = 'holdout' order by cast(stratum as integer), customer_id`,
  },
  {
    file: 'audience.csv',
    query: `select ${defused('customer_id')} as customer_id, segment, value_tier, is_insider, arm, buys_anyway
      from audience order by revenue desc, audience.customer_id`,
  },
  {
    // What ad platforms match on: the SHA-256 of the address in lower case without blanks around it.
    file: 'audience-ads.csv',
    query: `select sha256(lower(trim(customer_id))) as email_sha256, segment, value_tier
      from audience where regexp_matches(customer_id, '^[^@ ]+@[^@ ]+[.][^@ ]+$')
      order by revenue desc, audience.customer_id`,
  },
];

/** Writes what e-mail and ad tools take, and what people work through: who moved, who is held out of a test. */
export async function writeStudyLists(io: StepIo, runId: string): Promise<void> {
  const customers = await storedCustomers(io.store, runId);
  const profile = await readJson<Profile<unknown>>(io.store, runKey(runId, 'profile', 'profile.json'));
  const tables = Object.values(await readStudies(io.store, runId)).flatMap(({ tables }) => tables);
  await io.withEngine(async (engine) => {
    await engine.run(`create view customers as select * from ${customers}`);
    for (const { table, columns, keys } of tables) {
      await engine.run(`create view ${table} as select * from ${await storedRows(io.store, keys, columns)}`);
    }
    await makeAudience(engine, profile);
    for (const { file, query } of lists) {
      await io.store.writeFile(runKey(runId, 'publish', file), (path) =>
        engine.run(`copy (${query}) to ${quotedPath(path)} (format csv, header true)`),
      );
    }
  });
}

/**
 * Everybody with segment, arm of a test and value tier: A are the customers that make the first half of the revenue,
 * B those that make it four fifths, C the rest.
 */
async function makeAudience(engine: Engine, { segments }: Profile<unknown>): Promise<void> {
  await engine.query(
    `create table segment_names as
    select unnest(from_json($1, '["integer"]')) as segment_id, unnest(from_json($2, '["varchar"]')) as segment`,
    [
      JSON.stringify(segments.map(({ segmentId }) => segmentId)),
      JSON.stringify(segments.map(({ name }) => name)),
    ],
  );
  await engine.run(`
    create table audience as
    with valued as (
      select customer_id, cast(segment_id as integer) as segment_id, is_insider,
        cast(gross_revenue as double) as revenue,
        coalesce(sum(cast(gross_revenue as double)) over (
          order by cast(gross_revenue as double) desc, customer_id
          rows between unbounded preceding and 1 preceding), 0) as revenue_above,
        sum(cast(gross_revenue as double)) over () as revenue_of_all
      from customers
    )
    select valued.customer_id, coalesce(segment, 'none') as segment, is_insider, revenue,
      case when revenue_above < 0.5 * revenue_of_all then 'A'
        when revenue_above < 0.8 * revenue_of_all then 'B' else 'C' end as value_tier,
      coalesce(arm, '') as arm, buys_anyway.customer_id is not null as buys_anyway
    from valued
    left join segment_names on valued.segment_id = segment_names.segment_id
    left join experiment_arms on valued.customer_id = experiment_arms.customer_id
    left join buys_anyway on valued.customer_id = buys_anyway.customer_id`);
}
