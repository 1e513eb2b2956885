import { UserError } from '../../core/errors/user-error.js';
import { runKey } from '../../core/runs/keys.js';
import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { decodeCursor, encodeCursor, wrongCursor } from '../cursor.js';
import { publishedRun } from './insiders.js';

type Summary = Schemas['RunSummary'];

const day = (column: string, name: string) => `to_char(${column}, 'YYYY-MM-DD') as "${name}"`;

const summary = `
  run_id as "runId", to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt",
  ${day('as_of', 'asOf')}, currency, customers::float8 as customers, revenue::float8 as revenue`;

const runsSql = `
  select ${summary}, publication
  from runs
  where dataset = :dataset and published_at is not null and publication < cast(:before as bigint)
  order by publication desc
  limit :limit`;

/** Above every number of a publication. */
const first = Number.MAX_SAFE_INTEGER;

/** A page of the published runs. */
export async function runs({ world, parameters, visible }: Asked): Promise<Schemas['Runs']> {
  const { dataset } = await visible();
  const cursor = parameters.cursor === undefined ? undefined : decodeCursor(parameters.cursor);
  if (cursor && !/^\d{1,15}$/.test(cursor.after[0])) throw wrongCursor();
  const limit = Number(parameters.limit);
  const rows = await world.ask((database) =>
    database.query<Summary & { publication: number }>(runsSql, {
      ...{ dataset, before: cursor ? Number(cursor.after[0]) : first },
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    dataset,
    items: page.map(({ publication: _, ...row }) => row),
    next:
      rows.length > limit && last ? encodeCursor({ runId: '', after: [`${last.publication}`, ''] }) : null,
  };
}

const runSql = `
  select dataset, ${summary}, ${day('period_from', 'periodFrom')}, ${day('period_to', 'periodTo')},
    lines_read::float8 as "linesRead", lines_kept::float8 as "linesKept", lines_rejected::float8 as "linesRejected",
    insiders_reason as "insidersReason", notes::text as notes, verdict, reason
  from runs
  left join promises using (run_id)
  where run_id = :runId and dataset = :dataset`;

interface RunRow extends Omit<Schemas['Run'], 'promise' | 'notes'> {
  readonly notes: string;
  readonly verdict: NonNullable<Schemas['Run']['promise']>['verdict'] | null;
  readonly reason: string | null;
}

/** One published run. */
export async function run({ world, parameters, visible }: Asked): Promise<Schemas['Run']> {
  const seen = await visible();
  const runId = publishedRun(seen, parameters.run!);
  const [found] = await world.ask((database) =>
    database.query<RunRow>(runSql, { runId, dataset: seen.dataset }),
  );
  if (!found) throw noRows(runId);
  const { notes, verdict, reason, ...row } = found;
  return { ...row, promise: verdict && { verdict, reason: reason! }, notes: JSON.parse(notes) };
}

const noRows = (runId: string) =>
  new UserError('NoSuchRun', `the database has no rows of the run '${runId}'`, {
    remedy: 'insiders rebuild brings back what is missing.',
  });

/** A link to a list of the newest run. */
export async function list({ world, parameters, visible }: Asked): Promise<Schemas['ListLink']> {
  const { dataset, runId } = await visible();
  const file = `${parameters.list}.csv`;
  const key = runKey(runId, 'publish', file);
  if ((await world.store.keys(key)).length === 0) throw noList(runId, file);
  const { href, expiresAt } = await world.link(key);
  return { dataset, runId, file, href, expiresAt: expiresAt.toISOString() };
}

const noList = (runId: string, file: string) =>
  new UserError('NoSuchList', `the run '${runId}' has left no ${file}`, {
    remedy: 'Run the dataset again: an earlier version of the program made the run.',
  });

/** Starts a run over what was uploaded. */
export const startRun = ({ world, dataset, parameters, body }: Asked): Promise<Schemas['Execution']> =>
  world.starter.start(dataset, parameters['Idempotency-Key']!, (body as Schemas['StartRequest']).uploads);

/** How an execution goes. */
export async function execution({ world, dataset, parameters }: Asked): Promise<Schemas['Execution']> {
  const found = await world.starter.find(dataset, parameters.execution!);
  if (found) return found;
  throw new UserError('NoSuchExecution', `${dataset} has no execution '${parameters.execution}'`, {
    remedy: `Start one: POST /v1/datasets/${dataset}/runs`,
  });
}

/** A link to put one file to. */
export async function upload({ world, dataset, body }: Asked): Promise<Schemas['UploadLink']> {
  const file = body as Schemas['UploadRequest'];
  const { upload, href, expiresAt } = await world.starter.linkUpload(dataset, file);
  return {
    upload,
    method: 'PUT',
    href,
    headers: { 'content-type': file.type, 'content-length': `${file.bytes}` },
    expiresAt: expiresAt.toISOString(),
  };
}
