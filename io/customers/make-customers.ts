import type { Receipt } from '../../core/cleaning/receipt.js';
import { type Feature, features } from '../../core/features/features.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import type { CustomerRules } from '../../core/rules/rules.js';
import customersSql from '../../sql/engine/featurize.sql';
import type { Engine } from '../engine.js';
import { judgeCustomers } from './eligibility.js';
import { findExtremes } from './extremes.js';
import { featuresLeftOut } from './left-out.js';

/**
 * The table `customers` from `purchases` and `returns`: one row per customer who is eligible, with every feature as it
 * stands on the as-of day. In order of their numbers where their ids are numbers, then of their text.
 * @param known the features that the data cannot give, where that is known better than the lines tell it
 * @returns the features that the data cannot give, unknown for everybody
 */
export async function makeCustomers(
  engine: Engine,
  period: Pick<Receipt, 'from' | 'asOf'>,
  rules: CustomerRules,
  known?: FeaturizeReport['leftOut'],
): Promise<FeaturizeReport['leftOut']> {
  const leftOut = known ?? (await featuresLeftOut(engine));
  const given = features.filter(({ name }) => !leftOut.some(({ feature }) => feature === name));
  await makeAllCustomers(engine, period, given);
  await judgeCustomers(engine, rules);
  await findExtremes(engine, given, rules);
  await engine.run(`
    create or replace table customers as
    select customer_id, ${features.map(({ name }) => name).join(', ')}
    from judged_customers
    where not_eligible is null
    order by try_cast(customer_id as bigint), customer_id`);
  return leftOut;
}

/** The table `all_customers`: who has a purchase; a feature that the data cannot give is null for everybody. */
async function makeAllCustomers(
  engine: Engine,
  { from, asOf }: Pick<Receipt, 'from' | 'asOf'>,
  given: readonly Feature[],
): Promise<void> {
  await engine.query(
    'create or replace table dataset as select cast($1 as date) as first_day, cast($2 as date) as as_of',
    [from, asOf],
  );
  const columns = features.map((feature) => (given.includes(feature) ? feature.name : unknown(feature)));
  await engine.run(
    `create or replace table all_customers as select customer_id, ${columns.join(', ')} from (${customersSql})`,
  );
}

const unknown = ({ name, unit }: Feature) =>
  `cast(null as ${name === 'country' ? 'varchar' : unit === 'time' ? 'timestamp' : 'double'}) as ${name}`;
