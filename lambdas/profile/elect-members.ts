import { dayNumber } from '../../core/forecast/months.js';
import { electsAlike } from '../../core/membership/elects-alike.js';
import { type Elected, type ElectedBefore, elect } from '../../core/promise/elect.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { Profile } from '../../core/runs/profile.js';
import type { CustomerTable } from '../../io/customers/customer-table.js';
import { numberedCustomers, readHistory } from '../../io/customers/read-history.js';
import type { Engine } from '../../io/engine.js';
import { memberRows } from '../../io/member-rows.js';
import { parquetTable, quotedPath } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { StepIo } from '../../io/step-io.js';

interface Shop {
  readonly runId: string;
  readonly plan: Plan;
  /** ISO date from which recency is measured. */
  readonly asOf: string;
  readonly table: CustomerTable;
  /** `customers.parquet`, on this machine. */
  readonly path: string;
  /** Customers in the segmentation's best group. */
  readonly bestGroup: number;
}

/** Elects the Insiders by what the shop's orders, and the run before, say. */
export async function electMembers(
  io: StepIo,
  engine: Engine,
  { runId, plan, asOf, table, path, bestGroup }: Shop,
): Promise<Elected> {
  const { store } = io;
  const purchases = await store.openFile(runKey(runId, 'clean', 'purchases.parquet'));
  const nCustomers = await table.count();
  const history = await readHistory(
    engine,
    { customers: numberedCustomers(quotedPath(path)), purchases: parquetTable(purchases) },
    nCustomers,
  );
  const standing = {
    revenue: await table.column('gross_revenue'),
    orders: await table.column('invoices'),
    recencyDays: await table.column('recency_days'),
  };
  const { insiders, forecast } = plan.rules;
  return elect({
    seed: plan.rules.seed,
    ...{ history, standing, asOf, bestGroup },
    day: dayNumber(asOf),
    largest: {
      revenue: await nameOfLargest(table, standing.revenue),
      orders: await nameOfLargest(table, standing.orders),
    },
    largestShare: insiders.largestShare,
    horizonMonths: forecast.horizonMonths,
    level: forecast.interval,
    before: await readBefore(io, engine, plan, path),
    standsDays: insiders.doorDays,
  });
}

/** The name of the first customer with most of something. */
async function nameOfLargest(table: CustomerTable, values: Float64Array): Promise<string> {
  const at = values.indexOf(values.reduce((most, value) => Math.max(most, value), 0));
  const [name] = await table.ids({ from: Math.max(0, at), to: Math.max(0, at) + 1 });
  return name!;
}

/** What the previous run has published; null where there is none, or it was made by other rules or another version. */
async function readBefore(
  { store }: StepIo,
  engine: Engine,
  plan: Plan,
  path: string,
): Promise<ElectedBefore | null> {
  const runId = plan.previousRunId;
  if (runId === null || !(await store.stat(runKey(runId, 'profile', 'members.csv')))) return null;
  const before = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  if (before.engineVersion !== plan.engineVersion || !electsAlike(before.rules, plan.rules)) return null;
  const { rule } = await readJson<Profile<unknown>>(store, runKey(runId, 'profile', 'profile.json'));
  if (rule === null) return null;
  const members = await store.openFile(runKey(runId, 'profile', 'members.csv'));
  const { member } = await engine.columns(
    `select (coalesce(is_insider, false))::integer::double as member
    from read_parquet(${quotedPath(path)}, file_row_number = true) as customers
    left join (${memberRows(members)}) as members using (customer_id)
    order by file_row_number`,
  );
  return { rule, wasMember: Uint8Array.from(member!) };
}
