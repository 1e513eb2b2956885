import { features } from '../../../core/features/features.js';
import { interleave } from '../../../core/matrix/interleave.js';
import { assignCustomers, modelFeatures } from '../../../core/model/assign-customers.js';
import type { CustomerModel } from '../../../core/model/customer-model.js';
import { notYet, type Standings } from '../../../core/portfolio/segment-flow.js';
import { runKey } from '../../../core/runs/keys.js';
import { makeCustomers } from '../../../io/customers/make-customers.js';
import type { Engine } from '../../../io/engine.js';
import { memberRows } from '../../../io/member-rows.js';
import { parquetTable } from '../../../io/parquet.js';
import type { StepIo } from '../../../io/step-io.js';
import type { StudyContext } from '../study-context.js';

/** Of more customers, so many drawn like chance: a picture needs no more, and a space of neighbours takes its time. */
export const mostStandings = 100_000;

/**
 * Where today's customers stood on a day of the past, by the segments and the rule of today: their features are made
 * anew of nothing but the orders until that day.
 * @param day ISO date
 */
export async function readStandings(
  { runId, plan, receipt, featurized }: StudyContext,
  model: CustomerModel,
  day: string,
  { store, withEngine }: StepIo,
): Promise<Standings> {
  const names = modelFeatures(model);
  // Who is far out is shown today, so they are shown then.
  const rules = { ...plan.rules.customers, extreme: 'show' as const };
  const asked = new Set([...names, ...rules.requireFeatures, 'returns_ratio']);
  const known = [
    ...featurized.leftOut,
    ...features
      .filter(({ name }) => !asked.has(name))
      .map(({ name }) => ({ feature: name, reason: 'not asked for' })),
  ];
  const file = (step: string, name: string) => store.openFile(runKey(runId, step, name));
  const purchases = parquetTable(await file('clean', 'purchases.parquet'));
  const returns = parquetTable(await file('clean', 'returns.parquet'));
  const today = parquetTable(await file('featurize', 'customers.parquet'));
  const members = memberRows(await file('profile', 'members.csv'));
  return withEngine(async (engine) => {
    await engine.run(`
      create view purchases as select * from ${purchases} where cast(ordered_at as date) <= date '${day}';
      create view returns as select * from ${returns} where cast(ordered_at as date) <= date '${day}';
      create table standing as
      select members.customer_id, members.segment_id, today.gross_revenue
      from (${members}) as members
      join ${today} as today using (customer_id)
      order by md5(members.customer_id), members.customer_id
      limit ${mostStandings}`);
    await makeCustomers(engine, { from: receipt.from, asOf: day }, rules, known);
    return standingsOf(engine, model, names);
  });
}

async function standingsOf(
  engine: Engine,
  model: CustomerModel,
  names: readonly string[],
): Promise<Standings> {
  const columns = await engine.columns(
    `select
      standing.segment_id::double as segment_after,
      standing.gross_revenue::double as revenue_now,
      (customers.customer_id is not null)::double as was_there,
      ${names.map((name) => `customers.${name}::double as ${name}`).join(', ')}
    from standing
    left join customers using (customer_id)
    order by was_there desc, standing.customer_id`,
  );
  const before = new Int32Array(columns.was_there!.length).fill(notYet);
  const there = columns.was_there!.reduce((count, was) => count + was, 0);
  if (there > 0) {
    const known = Object.fromEntries(names.map((name) => [name, columns[name]!.slice(0, there)]));
    before.set(assignCustomers(model, interleave(known, names)));
  }
  return { before, after: Int32Array.from(columns.segment_after!), revenue: columns.revenue_now! };
}
