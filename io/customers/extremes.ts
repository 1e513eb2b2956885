import type { Feature } from '../../core/features/features.js';
import type { Extreme } from '../../core/features/featurize-report.js';
import type { CustomerRules } from '../../core/rules/rules.js';
import { robustScale } from '../../core/statistics/robust-scale.js';
import type { Engine } from '../engine.js';

/**
 * The table `extreme_values`: eligible customers far out in a feature. The measure is the modified z-score
 * of the logarithm, since money and pieces spread over magnitudes. With `extreme: drop` these customers
 * are not eligible any more.
 */
export async function findExtremes(
  engine: Engine,
  given: readonly Feature[],
  { extreme, extremeThreshold }: CustomerRules,
): Promise<void> {
  await engine.run(
    'create or replace table extreme_values (customer_id varchar, feature varchar, value double, robust_z double)',
  );
  for (const { name } of given.filter(({ findsExtremes }) => findsExtremes)) {
    await addExtremes(engine, name, extremeThreshold);
  }
  if (extreme === 'show') return;
  await engine.run(`
    update judged_customers set not_eligible = 'extreme'
    where not_eligible is null and customer_id in (select customer_id from extreme_values)`);
}

async function addExtremes(engine: Engine, feature: string, threshold: number): Promise<void> {
  const eligible = `
    select customer_id, cast(${feature} as double) as value, ln(cast(${feature} as double)) as logarithm
    from judged_customers
    where not_eligible is null and ${feature} > 0`;
  const { logarithm } = await engine.columns(`select logarithm from (${eligible})`);
  if (!logarithm?.length) return;
  const { median, spread } = robustScale(logarithm);
  if (spread === 0) return;
  await engine.query(
    `insert into extreme_values
    select customer_id, $1, value, (logarithm - $2) / $3
    from (${eligible})
    where abs(logarithm - $2) >= $3 * $4`,
    [feature, median, spread, threshold],
  );
}

/** The extreme values, farthest first. */
export async function readExtremes(engine: Engine): Promise<Extreme[]> {
  return engine.query<Extreme>(
    `select customer_id as "customerId", feature, value, robust_z as "robustZ"
    from extreme_values
    order by abs(robust_z) desc, customer_id, feature`,
  );
}
