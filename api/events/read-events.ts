import { createHash } from 'node:crypto';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { RunDocument } from '../../core/runs/run-document.js';
import type { Database } from '../../io/database.js';
import type { ObjectStore } from '../../io/object-store.js';
import { readJson } from '../../io/read-json.js';
import type { Schemas } from '../call.js';

export type ShopEvent = Schemas['EventBatch']['events'][number];
type Moved = Schemas['CustomerMoved'];
type Near = Schemas['CustomerNear'];

export interface EventSources {
  readonly store: ObjectStore;
  readonly database: Database;
}

/**
 * What happened with the publication of a run: that it was published, and on request what happened to single customers.
 * The same run gives the same events with the same ids.
 */
export async function readEvents(
  { store, database }: EventSources,
  runId: string,
  { withCustomers }: { readonly withCustomers: boolean },
): Promise<ShopEvent[]> {
  const document = await readJson<RunDocument>(store, runKey(runId, 'publish', 'run.json'));
  const { previousRunId } = await readJson<Plan>(store, runKey(runId, 'plan', 'plan.json'));
  const page = await store.stat(runKey(runId, 'publish', 'report.html'));
  const headOf = <Type extends string>(type: Type, subject = '') => ({
    id: idOf(runId, type, subject),
    version: 1 as const,
    type,
    time: page!.modifiedAt.toISOString(),
    dataset: document.dataset,
    runId,
  });
  const published: ShopEvent = {
    ...headOf('Run published'),
    data: {
      customers: document.customers,
      insiders: document.insiders.customers,
      insidersRevenueShare: document.insiders.revenueShare,
      // The run that has just been published is of this version.
      promise: document.promise!.verdict,
      previousRunId,
    },
  };
  if (!withCustomers) return [published];
  // Within a transaction the Data API gives as many rows as there are.
  const { moved, near } = await database.transaction(async (transaction) => ({
    moved: await transaction.query<Moved['data'] & { kind: string }>(movedSql, { runId }),
    near: await transaction.query<Near['data']>(nearSql, { runId, previousRunId }),
  }));
  return [
    published,
    ...moved.map(({ kind, ...data }) => ({
      ...headOf(kind === 'entered' ? 'Customer entered' : 'Customer left', data.customerId),
      data,
    })),
    ...near.map((data) => ({ ...headOf('Customer near the door', data.customerId), data })),
  ];
}

const idOf = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const movedSql = `
  select kind, customer_id as "customerId", from_segment as "fromSegment", to_segment as "toSegment", reason,
    money::float8 as money
  from movers
  where run_id = :runId and kind in ('entered', 'left')
  order by position`;

/** Of a first run nobody knows who was near before. */
const nearSql = `
  select doors.customer_id as "customerId", doors.sentence, doors.orders_missing as "ordersMissing",
    doors.money_missing::float8 as "moneyMissing", to_char(doors.by_on, 'YYYY-MM-DD') as "byOn"
  from customer_doors as doors
  left join customer_doors as before
    on before.run_id = :previousRunId and before.customer_id = doors.customer_id and before.standing = 'near'
  where doors.run_id = :runId and doors.standing = 'near' and before.customer_id is null
    and cast(:previousRunId as text) is not null
  order by doors.customer_id`;
