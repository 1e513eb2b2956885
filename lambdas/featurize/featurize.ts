import type { Receipt } from '../../core/cleaning/receipt.js';
import { UserError } from '../../core/errors/user-error.js';
import { features, numericFeatures } from '../../core/features/features.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import { describe } from '../../core/statistics/describe.js';
import { countInWords } from '../../core/words/figures.js';
import { readNotEligible } from '../../io/customers/eligibility.js';
import { readExtremes } from '../../io/customers/extremes.js';
import { makeCustomers } from '../../io/customers/make-customers.js';
import type { Engine } from '../../io/engine.js';
import { parquetTable, writeParquet } from '../../io/parquet.js';
import { readJson } from '../../io/read-json.js';
import type { Step } from '../../io/step-io.js';

export interface FeaturizeInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface FeaturizeOutput extends FeaturizeInput {
  readonly customers: number;
  readonly summary: string;
}

/** Makes one row per customer who is eligible, with every feature the data can give. */
export const featurize: Step<FeaturizeInput, FeaturizeOutput> = async ({ dataset, runId }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const receipt = await readJson<Receipt>(io.store, runKey(runId, 'clean', 'receipt.json'));
  const purchases = await io.store.openFile(runKey(runId, 'clean', 'purchases.parquet'));
  const returns = await io.store.openFile(runKey(runId, 'clean', 'returns.parquet'));

  const report = await io.withEngine(async (engine) => {
    await engine.run(`create view purchases as select * from ${parquetTable(purchases)}`);
    await engine.run(`create view returns as select * from ${parquetTable(returns)}`);
    const leftOut = await makeCustomers(engine, receipt, rules.customers);
    await checkCustomers(engine);
    await io.store.writeFile(runKey(runId, 'featurize', 'customers.parquet'), (path) =>
      writeParquet(engine, 'select * from customers', path),
    );
    return reportOf(engine, receipt, leftOut);
  });

  await io.store.write(runKey(runId, 'featurize', 'featurize.json'), JSON.stringify(report, null, 2));
  return { dataset, runId, customers: report.customers, summary: summaryOf(report) };
};

async function reportOf(
  engine: Engine,
  { from, to, asOf }: Receipt,
  leftOut: FeaturizeReport['leftOut'],
): Promise<FeaturizeReport> {
  const descriptive = [];
  for (const { name } of numericFeatures) {
    const { [name]: values } = await engine.columns(`select ${name} from customers`);
    descriptive.push({ feature: name, ...describe(values!) });
  }
  return {
    customers: await countCustomers(engine),
    asOf,
    from,
    to,
    features,
    leftOut,
    notEligible: await readNotEligible(engine),
    extreme: await readExtremes(engine),
    descriptive,
  };
}

function summaryOf({ customers, extreme, leftOut }: FeaturizeReport): string {
  const given = features.length - leftOut.length;
  return `${countInWords(customers, 'customer')} with ${countInWords(given, 'feature')}, ${countInWords(extreme.length, 'extreme value')}`;
}

async function checkCustomers(engine: Engine): Promise<void> {
  if ((await countCustomers(engine)) > 0) return;
  const notEligible = await readNotEligible(engine);
  const reasons = notEligible.map(({ title, customers }) => `${title} (${customers})`).join('; ');
  throw new UserError('NoCustomers', `no customer is left: ${reasons}`, {
    remedy: 'Loosen the rules under `customers`.',
  });
}

async function countCustomers(engine: Engine): Promise<number> {
  const [row] = await engine.query<{ n: number }>('select count(*) as n from customers');
  return row!.n;
}
