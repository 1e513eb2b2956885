import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { openS3Store } from '../../io/s3-store.js';
import { callerOf, type Fault, type FaultHook, type ServerRequest } from '../servers/http-server.js';
import { type DeployedWorkflow, deployWorkflow } from './deployed-workflow.js';
import { type InvokeFault, invokeFaults } from './invoke-with-fault.js';
import { printTables } from './stored-rows.js';

export type Service = 's3' | 'database' | 'lambda';

/** One call of an execution: the same in every execution of the same data. */
export interface Call {
  readonly service: Service;
  /** The step that makes it, or that is invoked. */
  readonly step: string;
  readonly label: string;
}

/** What is to happen to calls, by label. */
export type Injection = ReadonlyMap<string, Fault | InvokeFault>;

export interface Lab {
  readonly workflow: DeployedWorkflow;
  /** Executions so far, and faults that were injected into them one by one. */
  readonly tally: { executions: number; faults: number };
  /** Removes every row and object and drops the first file anew. */
  reset(): Promise<void>;
  /** Keeps every row and object as they are; `restore` brings them back. */
  save(): Promise<void>;
  restore(): Promise<void>;
  dropSecondFile(): Promise<void>;
  /** Runs the workflow with faults; gives the calls that it made, and of the injected faults those that were hit. */
  execute(
    injection?: Injection,
    options?: ExecuteOptions,
  ): Promise<{ calls: Call[]; hit: Set<string>; failure: Error | null }>;
  /** Makes each call of one step to one service, or to one path of it, fail for good, until it is undone. */
  breakStep(step: string, service: Service, fault: Fault | InvokeFault, path?: string): void;
  mend(): void;
  /** Everything that is stored, by table and object; times left out. */
  fingerprint(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export interface ExecuteOptions {
  /** The execution is stopped after so many calls: none that comes later arrives. */
  readonly stopAfter?: number;
}

/** Nothing is tried again after these. */
const stopped = { s3: { status: 403, name: 'AccessDenied' }, lambda: { handlerError: 'Stopped' } } as const;

/** Faults that S3's client outlives by itself. */
export const s3Faults: readonly Fault[] = [
  { status: 503, name: 'SlowDown' },
  { status: 500, name: 'InternalError' },
  'lostRequest',
  'lostAnswer',
  'truncatedBody',
];
/** Faults after which the database is asked again. */
export const waitedForFaults: readonly Fault[] = [
  { status: 400, name: 'ThrottlingException' },
  { status: 400, name: 'DatabaseResumingException' },
];
/** Faults after which the step begins again. */
export const stepFaults: readonly Fault[] = [
  'lostAnswer',
  'lostRequest',
  'truncatedBody',
  { status: 500, name: 'InternalServerErrorException' },
];
export { invokeFaults };

/** One space and one model call what many do, in a fraction of the time. */
const rules = 'segmentation: { spaces: [scaled], models: [kmeans], kTo: 4 }\n';

/** The deployed workflow on a small shop, with clocks that hurry. */
export async function openLab(bundles: string): Promise<Lab> {
  const workflow = await deployWorkflow(bundles, { hurry: 50, now: () => new Date('2026-01-02T03:04:05Z') });
  const { s3, dataApi, database } = workflow;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint: s3.url, region: 'eu-central-1', credentials });
  const store = openS3Store(client, 'shop-bucket');
  const [firstFile, secondFile] = [1, 2].map((seed) =>
    [...sampleShop({ random: createRandom(seed), customers: 60 })].join(''),
  ) as [string, string];
  const tables = (
    await database.query<{ name: string }>(`select tablename as name from pg_tables
      where schemaname = 'public' and tablename not like 'applied_%' order by 1`)
  ).map(({ name }) => name);
  const broken = new Map<string, Fault | InvokeFault>();
  const tally = { executions: 0, faults: 0 };
  const savedObjects: typeof s3.objects = new Map();
  await database.query('create schema saved');

  const clear = async () => {
    broken.clear();
    s3.objects.clear();
    workflow.sns.published.length = 0;
    workflow.bus.taken.length = 0;
    await database.query(`truncate ${tables.join(', ')} cascade`);
  };

  return {
    workflow,
    tally,
    async save() {
      savedObjects.clear();
      for (const [key, object] of s3.objects) savedObjects.set(key, object);
      for (const table of tables) {
        await database.query(`drop table if exists saved.${table}`);
        await database.query(`create table saved.${table} as select * from ${table}`);
      }
    },
    async restore() {
      await clear();
      for (const [key, object] of savedObjects) s3.objects.set(key, object);
      // Rows that others refer to may come later.
      await database.query('set session_replication_role = replica');
      for (const table of tables) await database.query(`insert into ${table} select * from saved.${table}`);
      await database.query('set session_replication_role = default');
    },
    async reset() {
      await clear();
      await store.write('rules/shop.yaml', rules);
      await store.write('uploads/shop/first.csv', firstFile);
    },
    async dropSecondFile() {
      await store.write('uploads/shop/second.csv', secondFile);
    },
    breakStep(step, service, fault, path = '') {
      broken.set(`${service} ${step}${path}`, fault);
    },
    mend() {
      broken.clear();
    },
    async execute(injection = new Map(), { stopAfter = Number.POSITIVE_INFINITY } = {}) {
      const calls: Call[] = [];
      const hit = new Set<string>();
      const seen = new Map<string, number>();
      const tried = new Set<string>();
      // A step that was told to wait calls again: that is no further call, however many alike there are.
      const toldToWait = new Map<string, string>();
      const faultOf = (service: Service, step: string, what: string): Fault | InvokeFault | undefined => {
        const isAgain = toldToWait.get(step) === `${service} ${what}`;
        toldToWait.delete(step);
        if (isAgain) return undefined;
        const number = (seen.get(`${service} ${step} ${what}`) ?? 0) + 1;
        seen.set(`${service} ${step} ${what}`, number);
        const label = `${service} ${step} ${what} #${number}`;
        calls.push({ service, step, label });
        // Its calls of the database count from 1 again when a step begins again, and are faulty only once.
        if (service === 'lambda') forget(seen, `database ${step} `);
        if (!injection.has(label) || hit.has(label)) return undefined;
        hit.add(label);
        tally.faults++;
        const fault = injection.get(label)!;
        if (waitedForFaults.includes(fault as Fault)) toldToWait.set(step, `${service} ${what}`);
        return fault;
      };
      const hookOf =
        (service: Service, whatOf: (request: ServerRequest) => string): FaultHook =>
        (request) => {
          const step = callerOf(request);
          if (step === 'test') return undefined;
          const called = `${service} ${step}`;
          const lasting = (broken.get(called) ?? broken.get(`${called}${request.url.pathname}`)) as
            | Fault
            | undefined;
          if (lasting !== undefined) return lasting;
          const call = request.headers['amz-sdk-invocation-id']!;
          if (calls.length >= stopAfter) return stopped.s3;
          const isRepeated = tried.has(call);
          tried.add(call);
          return isRepeated ? undefined : (faultOf(service, step, whatOf(request)) as Fault | undefined);
        };
      s3.faults = hookOf(
        's3',
        ({ method, url }) => `${method} ${url.pathname}${url.searchParams.get('prefix') ?? ''}`,
      );
      dataApi.faults = hookOf('database', ({ url, body }) => {
        // By the whole statement and its values: whoever begins alike is another call.
        const { sql = '', parameters = [] } = JSON.parse(body.toString());
        const print = createHash('md5')
          .update(JSON.stringify([sql, parameters]))
          .digest('hex');
        return `${url.pathname} ${sql.replaceAll(/\s+/g, ' ').slice(0, 60)} ${print.slice(0, 8)}`;
      });
      workflow.invokeFaults = (step) =>
        (broken.get(`lambda ${step}`) ??
          (calls.length >= stopAfter ? stopped.lambda : faultOf('lambda', step, 'invoke'))) as
          | InvokeFault
          | undefined;
      try {
        await workflow.execute(`execution-${tally.executions++}`, { dataset: 'shop' });
        return { calls, hit, failure: null };
      } catch (failure) {
        return { calls, hit, failure: failure as Error };
      } finally {
        s3.faults = undefined;
        dataApi.faults = undefined;
        workflow.invokeFaults = undefined;
      }
    },
    async fingerprint() {
      const prints: Record<string, string> = {};
      for (const [key, { etag }] of s3.objects) prints[key] = etag;
      for (const { table, rows, hash } of await printTables(database)) prints[table] = `${rows} ${hash}`;
      return prints;
    },
    async close() {
      await store.close();
      client.destroy();
      await workflow.stop();
    },
  };
}

function forget(seen: Map<string, number>, prefix: string): void {
  for (const call of seen.keys()) if (call.startsWith(prefix)) seen.delete(call);
}

/** Calls in groups of which no step has more than its retries outlive. */
export function groupsOf(calls: readonly Call[], mostPerStep: number): Call[][] {
  const groups: Call[][] = [];
  const counts = new Map<string, number>();
  for (const call of calls) {
    const number = counts.get(call.step) ?? 0;
    counts.set(call.step, number + 1);
    const group = Math.floor(number / mostPerStep);
    groups[group] = [...(groups[group] ?? []), call];
  }
  return groups;
}
