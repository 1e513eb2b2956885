import { forestTarget } from '../../core/embed/forest-space.js';
import { electOn } from '../../core/guarantee/elect-on.js';
import { interleave } from '../../core/interleave.js';
import { makeCustomers } from '../../io/customers/make-customers.js';
import type { Engine } from '../../io/engine.js';
import type { StudyContext } from './study-context.js';

/** Who was known on a day in the past, and who of them is elected on what was known. */
export interface PastElection {
  readonly ids: readonly string[];
  /** Uint8Array (ids.length): 1 for the elected. */
  readonly isMember: Uint8Array;
  /** Float64Array (ids.length): what each had spent by then. */
  readonly revenue: Float64Array;
}

/**
 * Elects with nothing but the orders and returns until a day: features, scales, space and segments are made anew by
 * the rules of today. Needs the tables `all_purchases` and `all_returns`.
 * @returns null where so many segments cannot be made of the customers of that day
 */
export async function electAsOf(
  engine: Engine,
  { plan: { rules }, receipt: { from }, profile: { chosen } }: StudyContext,
  asOf: string,
): Promise<PastElection | null> {
  for (const kind of ['purchases', 'returns']) {
    await engine.run(
      `create or replace view ${kind} as select * from all_${kind} where cast(ordered_at as date) <= date '${asOf}'`,
    );
  }
  const leftOut = await makeCustomers(engine, { from, asOf }, rules.customers);
  const names = rules.features.use.filter((name) => !leftOut.some(({ feature }) => feature === name));
  if (chosen.space === 'forest' && !names.includes(forestTarget)) names.push(forestTarget);
  const selected = names.map((name) => `cast(${name} as double) as ${name}`).join(', ');
  const ids = await engine.query<{ id: string }>('select customer_id as id from customers');
  if (ids.length === 0 || names.length === 0) return null;
  const columns = await engine.columns(`select ${selected} from customers`);
  const { revenue } = await engine.columns('select cast(gross_revenue as double) as revenue from customers');
  const isMember = electOn(interleave(columns, names), names, revenue!, chosen, rules);
  return isMember && { ids: ids.map(({ id }) => id), isMember, revenue: revenue! };
}
