import { UserError } from '../../core/errors/user-error.js';
import { features } from '../../core/features/features.js';
import type { NotEligible } from '../../core/features/featurize-report.js';
import type { CustomerRules } from '../../core/rules/rules.js';
import notEligibleSql from '../../sql/engine/featurize-not-eligible.sql';
import type { Engine } from '../engine.js';

/** The table `judged_customers`: everybody, with the first reason for which they are not eligible. */
export async function judgeCustomers(engine: Engine, rules: CustomerRules): Promise<void> {
  await engine.query(
    'create or replace table customer_rules as select cast($1 as double) as maximum_returns_ratio',
    [rules.maximumReturnsRatio],
  );
  // Only names that are features of ours become part of the statement.
  const required = rules.requireFeatures.map(checkedFeature);
  await engine.run(`
    create or replace table judged_customers as
    select
      all_customers.*,
      case
        ${required.map((name) => `when ${name} is null then '${name}'`).join('\n')}
        when returns_ratio >= customer_rules.maximum_returns_ratio then 'maximumReturnsRatio'
      end as not_eligible
    from all_customers
    cross join customer_rules`);
}

function checkedFeature(name: string): string {
  if (features.some((feature) => feature.name === name)) return name;
  throw new UserError('UnknownFeature', `customers.requireFeatures names '${name}', which is no feature`, {
    remedy: `Use any of ${features.map((feature) => feature.name).join(', ')}.`,
  });
}

/** How many customers each reason leaves out, with their money. */
export async function readNotEligible(engine: Engine): Promise<NotEligible[]> {
  const rows = await engine.query<Omit<NotEligible, 'title'>>(notEligibleSql);
  return rows.map(({ reason, customers, money }) => ({ reason, title: titleOf(reason), customers, money }));
}

const titles: Record<string, string> = {
  noPurchase: 'Returns only, no purchase',
  maximumReturnsRatio: 'Returned too much of what was bought',
  extreme: 'Extreme values',
};

const titleOf = (reason: string) => titles[reason] ?? `Unknown: ${reason}`;
