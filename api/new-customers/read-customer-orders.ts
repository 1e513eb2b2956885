import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { UserError } from '../../core/errors/user-error.js';
import { type Feature, features } from '../../core/features/features.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import { interleave } from '../../core/matrix/interleave.js';
import type { Recognised } from '../../core/reading/recognised.js';
import type { Rules } from '../../core/rules/rules.js';
import { lakeKey, runKey } from '../../core/runs/keys.js';
import { shownCurrency } from '../../core/runs/run-notes.js';
import { featuresLeftOut } from '../../io/customers/left-out.js';
import { makeCustomers } from '../../io/customers/make-customers.js';
import type { Engine } from '../../io/engine.js';
import { type LocalIo, openLocalIo } from '../../io/local-io.js';
import { parquetTable, quotedPattern } from '../../io/parquet.js';
import { putUploads } from '../../io/put-upload.js';
import { readJson } from '../../io/read-json.js';
import { clean } from '../../lambdas/clean/clean.js';
import { ingest } from '../../lambdas/ingest/ingest.js';
import { plan } from '../../lambdas/plan/plan.js';
import type { NewCustomers, RefusedCustomer, RejectedLine } from './new-customers.js';

/** What a run knows that the orders of a few customers do not tell. */
export interface RunTerms {
  readonly rules: Rules;
  readonly receipt: Pick<Receipt, 'from' | 'asOf' | 'currency'>;
}

export interface OrdersOptions {
  /** The features that are wanted, in the order of the matrix. */
  readonly names: readonly string[];
  /** Those without which nobody can be assigned. */
  readonly needed: readonly string[];
  /** ISO date that days are counted to (default: the rules', else the later of the run's and the last order's). */
  readonly asOf?: string;
  /** At most so many customers. */
  readonly most?: number;
}

/**
 * Customers from a file of their orders, read and cleaned by a run's rules, in a folder that is removed again: the
 * run's own dataset stays as it is. Days are counted as the run counts them, since a few orders tell neither when the
 * shop began nor which day it is.
 * @throws UserError `FeaturesMissing` if the orders cannot give a feature of the model, `TooManyCustomers`; those of the steps
 */
export async function readCustomerOrders(
  file: string,
  terms: RunTerms,
  options: OrdersOptions,
): Promise<NewCustomers> {
  const home = await mkdtemp(join(tmpdir(), 'insiders-assign-'));
  const io = openLocalIo(home);
  try {
    const dataset = 'new-customers';
    const files = await putUploads(join(home, 'store'), dataset, [file]);
    const startedAt = new Date().toISOString();
    const rules = rulesFor(terms, options.asOf);
    const { runId, files: planned } = await plan({ dataset, files, rules, startedAt }, io);
    const task = { dataset, runId };
    const { uploadId, rejected } = await ingest({ ...task, ...planned[0]! }, io);
    await clean(task, io);
    const receipt = await readJson<Receipt>(io.store, runKey(runId, 'clean', 'receipt.json'));
    const recognised = await readJson<Recognised>(io.store, lakeKey(dataset, uploadId, 'json'));
    const asOf = rules.asOf ?? later(terms.receipt.asOf, receipt.to);
    const period = { from: earlier(terms.receipt.from, receipt.from), asOf };
    const made = await describeCustomers(
      io,
      { runId, uploadId, file },
      { rules, period, recognised },
      options,
    );
    const notes = [`days are counted to ${asOf}`];
    if (rejected > 0) notes.push(`${rejected} lines of ${file} could not be read; insiders run lists them`);
    return { ...made, asOf, notes };
  } finally {
    await io.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** Money is in the run's currency: other orders are refused or, by its rates, converted. */
const rulesFor = ({ rules, receipt }: RunTerms, asOf: string | undefined): Rules => ({
  ...rules,
  asOf: asOf ?? rules.asOf,
  currency: rules.currency ?? shownCurrency(receipt),
  // Far out is whoever is so among all customers, not among these few.
  customers: { ...rules.customers, extreme: 'show' },
});

const dayOf = (time: string) => time.slice(0, 10);
const later = (a: string, b: string) => (dayOf(a) > dayOf(b) ? dayOf(a) : dayOf(b));
const earlier = (a: string, b: string) => (dayOf(a) < dayOf(b) ? dayOf(a) : dayOf(b));

interface Given {
  readonly runId: string;
  readonly uploadId: string;
  readonly file: string;
}

interface Terms {
  readonly rules: Rules;
  readonly period: Pick<Receipt, 'from' | 'asOf'>;
  readonly recognised: Recognised;
}

async function describeCustomers(
  { store, withEngine }: LocalIo,
  { runId, uploadId, file }: Given,
  { rules, period, recognised }: Terms,
  { names, needed, most = Number.POSITIVE_INFINITY }: OrdersOptions,
): Promise<Omit<NewCustomers, 'asOf' | 'notes'>> {
  const stored = (name: string) => store.openFile(runKey(runId, 'clean', `${name}.parquet`));
  const [purchases, returns] = [await stored('purchases'), await stored('returns')];
  const lake = (ending: 'parquet' | 'rejects.csv') =>
    store.openFile(lakeKey('new-customers', uploadId, ending));
  const [lines, rejects] = [await lake('parquet'), await lake('rejects.csv')];
  return withEngine(async (engine) => {
    await engine.run(`create view purchases as select * from ${parquetTable(purchases)}`);
    await engine.run(`create view returns as select * from ${parquetTable(returns)}`);
    await checkNumber(engine, most, file);
    const leftOut = await makeCustomers(
      engine,
      period,
      rules.customers,
      await featuresLeftOut(engine, tellsPieces(recognised)),
    );
    const missing = leftOut.filter(({ feature }) => needed.includes(feature));
    if (missing.length > 0) throw featuresMissing(file, missing);
    const rows = await engine.query<{ id: string }>('select customer_id as id from customers');
    const columns = await engine.columns(
      `select ${names.map((name) => `${name}::double as ${name}`).join(', ')} from customers`,
    );
    return {
      ids: rows.map(({ id }) => id),
      features: interleave(columns, names),
      refused: await readRefused(engine, parquetTable(lines)),
      rejected: {
        lines: recognised.rejected,
        first: recognised.rejected > 0 ? await readRejected(engine, rejects) : [],
      },
    };
  });
}

/** One piece each is a quantity where the file says so, however few orders there are. */
const tellsPieces = ({ columns }: Recognised): boolean =>
  columns.quantity !== undefined || columns.kept_quantity !== undefined;

async function checkNumber(engine: Engine, most: number, file: string): Promise<void> {
  const [row] = await engine.query<{ customers: number }>(
    'select count(distinct customer_id) as customers from purchases',
  );
  if (row!.customers <= most) return;
  throw new UserError(
    'TooManyCustomers',
    `there are ${row!.customers} customers; at most ${most} go together`,
    {
      remedy: 'Send them in several parts, each with all orders of its customers.',
      file,
    },
  );
}

async function readRefused(engine: Engine, lines: string): Promise<RefusedCustomer[]> {
  const rows = await engine.query<{ id: string; reason: string | null }>(`
    select customer_id as id, not_eligible as reason from judged_customers where not_eligible is not null
    union all
    select distinct customer_id, null from ${lines}
    where customer_id is not null and customer_id not in (select customer_id from judged_customers)
    order by 1`);
  return rows.map(({ id, reason }) => ({
    id,
    reason: reason === null ? 'none of their lines is a purchase that counts' : whyNotEligible(reason),
    remedy: 'Give all of their orders, or loosen the rules of the run.',
  }));
}

function whyNotEligible(reason: string): string {
  if (reason === 'maximumReturnsRatio') return 'they returned too much of what they bought';
  const feature: Feature | undefined = features.find(({ name }) => name === reason);
  return `unknown: ${feature?.title ?? reason}`;
}

const shownRejects = 100;

const readRejected = (engine: Engine, rejects: string): Promise<RejectedLine[]> =>
  engine.query<RejectedLine>(
    `select try_cast(line as bigint) as line, nullif("column", '') as "column", reason
    from read_csv(${quotedPattern(rejects)}, header = true, all_varchar = true, quote = '"', escape = '"', delim = ',')
    order by 1 limit ${shownRejects}`,
  );

const featuresMissing = (file: string, missing: FeaturizeReport['leftOut']) =>
  new UserError(
    'FeaturesMissing',
    `the orders cannot give ${missing.map(({ feature, reason }) => `${feature} (${reason})`).join(', ')}`,
    { remedy: 'The model needs it: give orders with the columns that the run had.', file },
  );
