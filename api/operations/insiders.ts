import { UserError } from '../../core/errors/user-error.js';
import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { decodeCursor, encodeCursor, wrongCursor } from '../cursor.js';
import type { Visible } from '../visible-run.js';
import { headOf } from './results.js';

type Insider = Schemas['Insiders']['items'][number];

/** In the order of what they spent, which is handed on as exact text. */
const insidersSql = `
  select customer_id as "customerId", country, gross_revenue::float8 as "grossRevenue",
    gross_revenue::text as money, invoices::float8 as orders,
    to_char(last_ordered_on, 'YYYY-MM-DD') as "lastOrderedOn", recency_days as "recencyDays",
    rfm_group as "rfmGroup", door
  from insiders_members
  where run_id = :runId
    and (
      cast(:money as text) is null
      or gross_revenue < cast(cast(:money as text) as numeric)
      or (gross_revenue = cast(cast(:money as text) as numeric) and customer_id > :id)
    )
  order by gross_revenue desc, customer_id
  limit :limit`;

/** A page of the Insiders of one run. */
export async function insiders({ world, parameters, visible }: Asked): Promise<Schemas['Insiders']> {
  const seen = await visible();
  const cursor = parameters.cursor === undefined ? undefined : decodeCursor(parameters.cursor);
  const runId = cursor ? publishedRun(seen, cursor.runId) : seen.runId;
  const [money, id] = cursor?.after ?? [null, null];
  if (money !== null && !/^-?\d{1,30}(\.\d{1,10})?$/.test(money)) throw wrongCursor();
  const limit = Number(parameters.limit);
  return world.ask(async (database) => {
    const rows = await database.query<Insider & { money: string }>(insidersSql, {
      ...{ runId, money, id },
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      ...(await headOf(database, runId)),
      items: page.map(({ money: _, ...row }) => row),
      next:
        rows.length > limit && last ? encodeCursor({ runId, after: [last.money, last.customerId] }) : null,
    };
  });
}

/** A run of this dataset that was published: those of others are as if they were not there. @throws UserError `NoSuchRun` */
export function publishedRun({ dataset, runs }: Visible, runId: string): string {
  if (runs.some((run) => run.runId === runId)) return runId;
  throw new UserError('NoSuchRun', `${dataset} has no published run '${runId}'`, {
    remedy: `What there is: GET /v1/datasets/${dataset}/runs`,
  });
}
