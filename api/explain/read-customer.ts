import type { Unit } from '../../core/features/features.js';
import { runKey } from '../../core/runs/keys.js';
import { type Contact, contactsTable } from '../../io/customers/contacts.js';
import type { Queryable } from '../../io/database.js';
import { parquetTable } from '../../io/parquet.js';
import type { StepIo } from '../../io/step-io.js';
import type { FoundRun } from './find-customer.js';

/** All that is known about one customer. What a run could not say is null, and lists are empty. */
export interface CustomerFacts {
  readonly who: Who;
  /** Null where the files say nothing of it. */
  readonly contact: Contact | null;
  readonly conditions: readonly AskedCondition[];
  readonly features: readonly FeatureRow[];
  readonly forecasts: readonly ForecastRow[];
  /** Newest first. */
  readonly months: readonly { readonly month: string; readonly orders: number; readonly money: number }[];
  /** Largest first. */
  readonly returns: readonly ReturnRow[];
}

export interface Who {
  readonly customer_id: string;
  readonly country: string | null;
  readonly segment: string | null;
  readonly description: string | null;
  readonly silhouette: number | null;
  readonly is_insider: boolean;
  readonly first_ordered_on: string;
  readonly last_ordered_on: string;
  readonly invoices: number;
  readonly gross_revenue: number;
  readonly returned_value: number;
  readonly returns_ratio: number | null;
  readonly times_member: number | null;
  readonly resamples: number | null;
  readonly certainty: string | null;
  readonly door: string | null;
  /** What happened to the customer since the previous run, and why; null where nothing did. */
  readonly moved: 'entered' | 'left' | 'moved' | null;
  readonly moved_from: string | null;
  readonly moved_reason: string | null;
  readonly code_of_five: string | null;
  readonly group_of_five: string | null;
  readonly code_of_three: string | null;
  readonly group_of_three: string | null;
}

/** A condition of the rule to enter, the customer's own value, and whether it is met. */
export interface AskedCondition {
  readonly path: number;
  readonly words: string;
  readonly value: number | null;
  readonly is_met: boolean;
}

/** A feature of the customer beside the medians of the segment and of all customers. */
export interface FeatureRow {
  readonly title: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly segment_median: number | null;
  readonly base_median: number | null;
}

export interface ForecastRow {
  readonly months: number;
  readonly probability_ordering: number | null;
  readonly expected_orders: number;
  readonly expected_revenue: number;
}

export interface ReturnRow {
  readonly returned_on: string;
  readonly what: string;
  readonly pieces: number;
  readonly money: number;
}

/** What is asked about a customer. */
export interface CustomerSources extends Pick<StepIo, 'store' | 'withEngine'> {
  readonly database: Queryable;
}

/** Reads a customer who is there. */
export async function readCustomer(io: CustomerSources, run: FoundRun, id: string): Promise<CustomerFacts> {
  const { database } = io;
  const values = { runId: run.runId, id };
  const [who] = await database.query<Who>(whoSql, values);
  return {
    who: who!,
    contact: await readContact(io, run, id),
    conditions: await database.query<AskedCondition>(conditionsSql, values),
    features: await database.query<FeatureRow>(featuresSql, values),
    forecasts: await database.query<ForecastRow>(forecastsSql, values),
    ...(await readOrders(io, run, id)),
  };
}

async function readContact(io: CustomerSources, { runId }: FoundRun, id: string): Promise<Contact | null> {
  const table = await contactsTable(io.store, runId);
  if (!table) return null;
  return io.withEngine(async (engine) => {
    const [contact] = await engine.query<Contact>(`select name, email from ${table} where customer_id = $1`, [
      id,
    ]);
    return contact ?? null;
  });
}

const whoSql = `
  select
    customer_id, country, segments.name as segment, description, customers.silhouette, is_insider,
    to_char(first_ordered_at, 'YYYY-MM-DD') as first_ordered_on,
    to_char(last_ordered_at, 'YYYY-MM-DD') as last_ordered_on,
    customers.invoices::float8 as invoices, gross_revenue::float8 as gross_revenue,
    returned_value::float8 as returned_value, returns_ratio, times_member, resamples, certainty,
    customer_doors.sentence as door, movers.kind as moved, from_segment as moved_from, movers.reason as moved_reason,
    code_of_five, group_of_five, code_of_three, group_of_three
  from customers
  left join segments using (run_id, segment_id)
  left join customer_stability using (run_id, customer_id)
  left join customer_doors using (run_id, customer_id)
  left join movers using (run_id, customer_id)
  left join customer_rfm using (run_id, customer_id)
  where run_id = :runId and customer_id = :id`;

/** The customer's features as rows: name and value. */
const valuesCte = `
  own as (
    select key as feature, value::float8 as value
    from customers, jsonb_each_text(to_jsonb(customers))
    where run_id = :runId and customer_id = :id
      and key in (select feature from features where run_id = :runId and unit not in ('time', 'category'))
  )`;

const conditionsSql = `
  with ${valuesCte}
  select path, words, value, coalesce(value >= cutoff, false) = (bound = 'atLeast') as is_met
  from membership_conditions
  left join own using (feature)
  where run_id = :runId and kind = 'enter'
  order by path, position`;

const featuresSql = `
  with ${valuesCte}
  select title, unit, value, segment_features.median as segment_median, features.median as base_median
  from features
  join own using (feature)
  left join segment_features
    on segment_features.run_id = features.run_id
    and segment_features.feature = features.feature
    and segment_features.segment_id = (
      select segment_id from customers where run_id = :runId and customer_id = :id
    )
  where features.run_id = :runId
  order by features.position`;

const forecastsSql = `
  select months, probability_ordering, expected_orders, expected_revenue
  from customer_forecasts
  where run_id = :runId and customer_id = :id
  order by months`;

/** Months and returns that are shown. */
const mostMonths = 12;
const mostReturns = 5;

async function readOrders(io: CustomerSources, { runId }: FoundRun, id: string) {
  const file = (name: string) => io.store.openFile(runKey(runId, 'clean', `${name}.parquet`));
  const [purchases, returns] = [parquetTable(await file('purchases')), parquetTable(await file('returns'))];
  return io.withEngine(async (engine) => ({
    months: await engine.query<CustomerFacts['months'][number]>(
      `select strftime(ordered_at, '%Y-%m') as month, count(distinct invoice_id) as orders, sum(amount) as money
      from ${purchases}
      where customer_id = $1
      group by month
      order by month desc
      limit ${mostMonths}`,
      [id],
    ),
    returns: await engine.query<ReturnRow>(
      `select strftime(ordered_at, '%Y-%m-%d') as returned_on,
        coalesce(description, stock_code, 'goods') as what, -quantity as pieces, -amount as money
      from ${returns}
      where customer_id = $1
      order by money desc, returned_on, what
      limit ${mostReturns}`,
      [id],
    ),
  }));
}
