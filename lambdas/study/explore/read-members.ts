import { exploredFeatures } from '../../../core/explore/explored-features.js';
import type { Feature } from '../../../core/features/features.js';
import { interleave } from '../../../core/matrix/interleave.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import type { FeatureRules } from '../../../core/rules/rules.js';
import type { Engine } from '../../../io/engine.js';
import type { StudyContext } from '../study-context.js';

/** Customers in the order of their names, with the features worth a look. */
export interface Members {
  readonly features: readonly Feature[];
  /** Of the features, those that customers are grouped on. */
  readonly used: readonly string[];
  readonly scales: FeatureRules['scale'];
  /** Float64Array (nCustomers × features), row-major, NaN where unknown. */
  readonly values: Matrix;
  /** Float64Array (nCustomers): 0 where the customer is in none. */
  readonly segmentIds: Float64Array;
}

/** What the views of `withOrders` say of customers. */
export async function readMembers(engine: Engine, { plan, featurized }: StudyContext): Promise<Members> {
  const { use, scale } = plan.rules.features;
  const candidates = exploredFeatures(
    use,
    featurized.leftOut.map(({ feature }) => feature),
  );
  const columns = await engine.columns(
    `select ${['segment_id', ...candidates.map(({ name }) => name)].map((name) => `${name}::double as ${name}`).join(', ')}
     from customers join members using (customer_id)
     order by customer_id`,
  );
  // Of orders without returns, what came back is 0 for everybody: a picture of it would be one solid block.
  const features = candidates.filter(({ name }) => use.includes(name) || differs(columns[name]!));
  const names = features.map(({ name }) => name);
  const values = interleave(columns, names);
  const used = names.filter((name) => use.includes(name));
  return { features, used, scales: scale, values, segmentIds: columns.segment_id! };
}

function differs(column: Float64Array): boolean {
  const known = column.filter((value) => !Number.isNaN(value));
  return known.some((value) => value !== known[0]);
}

/** The customers at some places of that order. */
export async function readNames(engine: Engine, places: Int32Array): Promise<string[]> {
  const rows = await engine.query<{ customer_id: string }>(
    `select customer_id
     from (
       select customer_id, row_number() over (order by customer_id) - 1 as place
       from customers join members using (customer_id)
     )
     where list_contains([${places.join(', ')}], place)
     order by place`,
  );
  return rows.map(({ customer_id }) => customer_id);
}
