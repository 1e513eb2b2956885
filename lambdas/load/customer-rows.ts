import { rowsPerImport } from '../../core/csv/row-parts.js';
import { customerColumns } from '../../core/features/customer-columns.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import { runKey } from '../../core/runs/keys.js';
import type { StudyTable } from '../../core/runs/studies.js';
import type { Engine } from '../../io/engine.js';
import { memberRows } from '../../io/member-rows.js';
import { parquetTable, quotedPath } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';
import customersSql from '../../sql/engine/load-customers.sql';

/** Insiders that come before everybody else in a sample. */
const insidersFirst = 2500;

/**
 * With `sample_order`: the Insiders first, then everybody, in the order of a hash, so that the first rows are a fair
 * sample, and the same every time.
 */
const orderedSql = `
  with ranked as (
    select
      rowid as row_id,
      customer_id,
      md5(customer_id) as shuffled,
      is_insider
        and row_number() over (partition by is_insider order by md5(customer_id), customer_id) <= ${insidersFirst}
        as goes_first
    from joined
    where map_x is not null and map_y is not null
  ),
  placed as (
    select row_id, row_number() over (order by goes_first desc, shuffled, customer_id) as sample_order
    from ranked
  )
  select joined.*, placed.sample_order
  from joined
  left join placed on joined.rowid = placed.row_id
  order by joined.rowid`;

/** Customers of each segment that a drawing shows. */
const stepsPerSegment = 60;

/** An even sample of each segment, the clearest member first. */
const stepsSql = `
  with ranked as (
    select
      segment_id,
      silhouette,
      row_number() over (partition by segment_id order by silhouette desc, customer_id) as place,
      count(*) over (partition by segment_id) as members,
      avg((silhouette < 0)::integer) over (partition by segment_id) as misplaced_share
    from customers
    where silhouette is not null and segment_id > 0
  ),
  stepped as (
    select *, (place - 1) * least(members, ${stepsPerSegment}) // members + 1 as step
    from ranked
  )
  select
    run.run_id,
    segment_id,
    step,
    min(place) as place,
    arg_min(silhouette, place) as silhouette,
    any_value(misplaced_share) as misplaced_share
  from stepped
  cross join run
  group by all
  order by segment_id, step`;

/** The table of these, and its columns. */
const steps = {
  table: 'silhouette_steps',
  columns: ['run_id', 'segment_id', 'step', 'place', 'silhouette', 'misplaced_share'],
};

/**
 * Joins the customers' features with their segments, in DuckDB, into CSV objects that the database imports one by one.
 * @returns the tables: `customers`, and `silhouette_steps`, which shows some of them
 */
export async function writeCustomerRows(
  io: StepIo,
  runId: string,
  { customers, extreme }: FeaturizeReport,
  mostRows = rowsPerImport,
): Promise<StudyTable[]> {
  const keys: string[] = [];
  const stepsKey = runKey(runId, 'load', `${steps.table}.csv`);
  const featurized = await io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
  const members = await io.store.openFile(runKey(runId, 'profile', 'members.csv'));
  const extremeIds = JSON.stringify(extreme.map(({ customerId }) => customerId));

  await io.withEngine(async (engine) => {
    await engine.run(`
      create view featurized as select * from ${parquetTable(featurized)};
      create view members as ${memberRows(members)};`);
    await engine.query(
      `create table extreme_customers as select distinct unnest(from_json($1, '["varchar"]')) as customer_id`,
      [extremeIds],
    );
    await engine.query(`create table run as select $1 as run_id`, [runId]);
    await engine.run(`create table joined as ${customersSql}`);
    await engine.run(`create table customers as ${orderedSql}`);
    await checkCount(engine, customers);
    const columns = customerColumns.join(', ');
    for (let from = 0; from < customers; from += mostRows) {
      const key = runKey(runId, 'load', `customers-${keys.length + 1}.csv`);
      const part = `select ${columns} from customers where rowid >= ${from} and rowid < ${from + mostRows}`;
      await io.store.writeFile(key, (path) =>
        engine.run(`copy (${part} order by rowid) to ${quotedPath(path)} (format csv, header)`),
      );
      keys.push(key);
    }
    await io.store.writeFile(stepsKey, (path) =>
      engine.run(`copy (${stepsSql}) to ${quotedPath(path)} (format csv, header)`),
    );
  });
  return [
    { table: 'customers', columns: customerColumns, keys },
    { ...steps, keys: [stepsKey] },
  ];
}

async function checkCount(engine: Engine, expected: number): Promise<void> {
  const [joined] = await engine.query<{ customers: number }>('select count(*) as customers from customers');
  if (joined!.customers === expected) return;
  throw new Error(
    `${joined!.customers} of ${expected} customers are in both customers.parquet and members.csv`,
  );
}
