import type { Queryable } from '../../io/database.js';
import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { findRun } from '../explain/find-customer.js';

type Item<Name extends keyof Schemas> = Schemas[Name] extends { items: (infer T)[] } ? T : never;

/** What stands at the head of every answer about one run. */
export const headOf = (database: Queryable, runId: string) => findRun(database, { run: runId });

const segmentsSql = `
  select segment_id as "segmentId", name, description, is_insiders as "isInsiders",
    customers::float8 as customers, customer_share as "customerShare", revenue::float8 as revenue,
    revenue_share as "revenueShare", mean_revenue as "meanRevenue", median_revenue as "medianRevenue",
    invoices::float8 as orders, silhouette, stability
  from segments
  where run_id = :runId
  order by segment_id`;

export async function segments({ world, visible }: Asked): Promise<Schemas['Segments']> {
  const { runId } = await visible();
  return world.ask(async (database) => ({
    ...(await headOf(database, runId)),
    items: await database.query<Item<'Segments'>>(segmentsSql, { runId }),
  }));
}

const answersSql = `
  select position, question, sentence, figure, unit
  from answers
  where run_id = :runId
  order by position`;

export async function answers({ world, visible }: Asked): Promise<Schemas['Answers']> {
  const { runId } = await visible();
  return world.ask(async (database) => ({
    ...(await headOf(database, runId)),
    items: await database.query<Item<'Answers'>>(answersSql, { runId }),
  }));
}
