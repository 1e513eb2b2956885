import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { whatIsWrongIn } from '../../api/contract.js';
import { readEvents } from '../../api/events/read-events.js';
import { createRandom } from '../../core/random/random.js';
import { publishedFiles } from '../../core/runs/published-files.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import type { Database } from '../../io/database.js';
import { uploadsOf } from '../../io/dataset-uploads.js';
import { openLocalIo } from '../../io/local-io.js';
import { openS3Store, type S3Store } from '../../io/s3-store.js';
import { readSetAside } from '../../io/set-aside.js';
import { stepResources } from '../../lib/step-resources.js';
import { runLocally } from '../../workflow/run-local.js';
import { callerOf } from '../servers/http-server.js';
import type { S3Request } from '../servers/s3-server.js';
import { bundleWorker } from '../workflow/bundle-worker.js';
import { type DeployedWorkflow, deployWorkflow } from './deployed-workflow.js';
import { identities, printTables } from './stored-rows.js';

const bundles = '.cache/test-state-machine';
let workflow: DeployedWorkflow;
let client: S3Client;
let store: S3Store;
let runId: string;
beforeAll(async () => {
  workflow = await deployWorkflow(bundles);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new S3Client({ endpoint: workflow.s3.url, region: 'eu-central-1', credentials });
  store = openS3Store(client, 'shop-bucket');
}, 120_000);
let stopped: ReturnType<DeployedWorkflow['stop']> | undefined;
const stop = () => {
  stopped ??= workflow.stop();
  return stopped;
};
afterAll(async () => {
  await stop();
  await store.close();
  client.destroy();
  await rm(bundles, { recursive: true, force: true });
});

/** What a step asks of the store while it has a transaction open, as `step method file`. */
const withinTransactions: string[] = [];
function watchTransactions(): void {
  const open = new Set<string>();
  let asleep = 1;
  workflow.dataApi.faults = (request) => {
    const step = callerOf(request);
    if (request.url.pathname === '/BeginTransaction') open.add(step);
    if (/^\/(Commit|Rollback)Transaction$/.test(request.url.pathname)) open.delete(step);
    return asleep-- > 0 ? resuming : undefined;
  };
  workflow.s3.faults = (request) => {
    const step = callerOf(request);
    const file = request.url.pathname.split('/').at(-1);
    if (open.has(step)) withinTransactions.push(`${step} ${request.method} ${file}`);
    return undefined;
  };
}

const readJson = async (key: string) => JSON.parse(Buffer.from(await store.read(key)).toString());
const resuming = { status: 400, name: 'DatabaseResumingException' };

test('a dropped file becomes a published run, though the database had to wake up', async () => {
  const orders = [...sampleShop({ random: createRandom(1), customers: 300 })].join('');
  // A sample is fitted and everybody assigned, so that every step does all it may; two spaces say as much as five.
  const segmentation = { spaces: ['scaled', 'pca'], models: ['kmeans'], sampleAbove: 150, trainOn: 150 };
  await store.write('rules/shop.yaml', JSON.stringify({ segmentation }));
  await store.write('uploads/shop/orders.csv', orders);
  watchTransactions();
  const output = (await workflow.execute('first', { dataset: 'shop' })) as { runId: string };
  expect(output).toMatchObject({ dataset: 'shop', summary: expect.any(String) });

  ({ runId } = output);
  const current = await workflow.database.query('select run_id, status from current_runs');
  expect(current).toEqual([{ run_id: runId, status: 'succeeded' }]);
  const [counted] = await workflow.database.query('select count(*) as customers from current_customers');
  const { customers } = await readJson(`runs/${runId}/publish/run.json`);
  expect(counted).toEqual({ customers });
  const files = (await store.list(`runs/${runId}/publish/`)).map(({ key }) => key.split('/').at(-1));
  expect(files).toEqual([...publishedFiles].sort());
});

test('other programs are told of it once, on the bus, by a document of the contract', () => {
  const { taken, calls } = workflow.bus;
  expect(calls).toEqual([{ caller: 'tell', entries: 1 }]);
  expect(taken).toMatchObject([
    { Source: 'insiders', DetailType: 'Run published', EventBusName: 'insiders-dev' },
  ]);
  const document = JSON.parse(taken[0]!.Detail!);
  expect(whatIsWrongIn('EventBatch', { events: [document] })).toBeUndefined();
  expect(document).toMatchObject({ type: 'Run published', version: 1, dataset: 'shop', runId });
});

test('in a transaction nothing is written that grows with the customers: without a statement it ends after 3 minutes', () => {
  expect(withinTransactions).toEqual([
    'publish PUT report.html',
    'publish HEAD manifest.json',
    'publish PUT manifest.json',
  ]);
});

test('the same file named by hand is the same run, with the same rows', async () => {
  const rows = () => workflow.database.query('select * from current_leaderboard order by 1, 2, 3, 4, 5');
  const before = await rows();
  const input = { dataset: 'shop', files: ['uploads/shop/orders.csv'] };
  expect(await workflow.execute('again', input)).toMatchObject({ runId });
  expect(await rows()).toEqual(before);
  expect(await workflow.database.query('select run_id from runs')).toEqual([{ run_id: runId }]);
  // Told of again, under the same id.
  const ids = workflow.bus.taken.map(({ Detail }) => JSON.parse(Detail!).id);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test('the rows are those of the same file on one machine, all but the times and identities', async () => {
  const home = await mkdtemp(join(tmpdir(), 'insiders-same-rows-'));
  const worker = await bundleWorker('workflow/worker.ts');
  const io = openLocalIo(home);
  try {
    for (const key of ['rules/shop.yaml', 'uploads/shop/orders.csv'])
      await io.store.write(key, await store.read(key));
    await runLocally({ home, io, input: { dataset: 'shop' }, workerUrl: worker.url });
    const printed = async (database: Database) => printTables(database, await identities(database));
    const local = await printed(await io.database());
    expect(local.filter(({ rows }) => rows > 0).length).toBeGreaterThan(5);
    expect(await printed(workflow.database)).toEqual(local);
  } finally {
    await io.close();
    await worker.remove();
    await rm(home, { recursive: true });
  }
});

test('each step has kept to its permissions, and used every one', () => {
  for (const [step, { reads, writes, database }] of Object.entries(stepResources)) {
    const requests = workflow.s3.requests.filter(({ caller }) => caller === step);
    const read = requests.filter(({ method, key }) => key !== '' && (method === 'GET' || method === 'HEAD'));
    const written = requests.filter(({ method }) => method === 'PUT' || method === 'POST');
    const others = requests.filter(
      (request) => ![...read, ...written].includes(request) && request.key !== '',
    );
    const calls = workflow.dataApi.requests.filter(({ caller }) => caller === step);
    const operations = new Set(calls.map(({ path }) => operationOf(path)));
    const found = {
      reads: used(reads, read),
      writes: used(writes, written),
      others,
      database: [...operations].sort(),
    };
    // Nothing has failed yet.
    const isFailed = step === 'failed';
    const expected = {
      // What the run before has published is read from the second run on.
      reads: isFailed ? [] : reads.filter((pattern) => step !== 'profile' || pattern !== 'runs/*/profile/*'),
      writes: isFailed ? [] : [...writes],
      others: [],
      database: isFailed ? [] : database.filter((name) => name !== 'RollbackTransaction').sort(),
    };
    expect({ step, ...found }).toEqual({ step, ...expected });
  }
});

/** `ExecuteStatement`, for example, is called at `/Execute`. */
const operationOf = (path: string) => path.slice(1).replace(/^Execute$/, 'ExecuteStatement');

/** The patterns that requests fit into, and the keys that fit into none. */
function used(patterns: readonly string[], requests: readonly S3Request[]): string[] {
  const fits = (pattern: string, key: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(key);
  const keys = requests.map(({ key }) => key);
  return [
    ...patterns.filter((pattern) => keys.some((key) => fits(pattern, key))),
    ...keys.filter((key) => !patterns.some((pattern) => fits(pattern, key))),
  ];
}

test('no bundle is larger than it takes to start within a second', () => {
  const sizes: Record<string, { bytes: number }> = JSON.parse(
    readFileSync(`${bundles}/bundles.json`, 'utf8'),
  );
  // What answers programs reads orders as well, and has three services to ask: 2.3 MB load and answer in half a second.
  const large = Object.entries(sizes).filter(([name, { bytes }]) => bytes > (name === 'ask' ? 2.4e6 : 1.5e6));
  expect(large).toEqual([]);
});

test('a file that cannot be read fails the run by name, says what to do, and leaves the dataset as it was', async () => {
  await store.write('uploads/broken/orders.csv', 'colour,taste\nred,sweet\n');
  const execution = workflow.execute('broken', { dataset: 'broken' });
  await expect(execution).rejects.toMatchObject({ error: 'NoUsableColumns' });
  const runs = await workflow.database.query<{ error_message: string }>(
    `select status, failed_step, error_name, error_message from runs where dataset = 'broken'`,
  );
  expect(runs).toMatchObject([{ status: 'failed', failed_step: 'ingest', error_name: 'NoUsableColumns' }]);
  expect(runs[0]!.error_message).toMatch(/orders\.csv.*there is no column.*Name the columns in the rules/s);
  expect(await store.keys('lake/broken/')).toEqual([expect.stringContaining('lake/broken/set-aside/')]);
  expect(await readSetAside(store, 'broken')).toMatchObject([
    { file: 'orders.csv', error: 'NoUsableColumns' },
  ]);
  expect(workflow.sns.published).toMatchObject([{ subject: 'Insiders: broken failed in ingest' }]);
  expect(workflow.sns.published[0]!.text).toMatch(/orders\.csv.*Name the columns in the rules.*runbook/s);
});

test('what was refused counts in no later run, and no later run fails by it', async () => {
  const print = async (dataset: string) => {
    const [run] = await workflow.database.query(
      `select runs.customers, runs.lines_read, revenue, upload_id from current_runs as runs
      inner join uploads using (run_id) where dataset = :dataset`,
      { dataset },
    );
    return run;
  };
  const good = [...sampleShop({ random: createRandom(2), customers: 60 })].join('');
  const rules = JSON.stringify({ segmentation: { spaces: ['scaled'], models: ['kmeans'], kTo: 4 } });
  for (const dataset of ['mixed', 'clean']) await store.write(`rules/${dataset}.yaml`, rules);
  // It can be read, and nobody has bought anything in it.
  await store.write(
    'uploads/mixed/returns.csv',
    'CustomerID,InvoiceDate,Quantity,UnitPrice\na,2020-01-01,-1,5\nb,2020-01-02,-1,5\n',
  );
  await expect(workflow.execute('refused', { dataset: 'mixed' })).rejects.toMatchObject({
    error: 'NoPurchases',
  });
  expect(await uploadsOf(store, 'mixed')).toMatchObject([{ file: 'returns.csv', state: 'refused' }]);
  for (const dataset of ['mixed', 'clean']) {
    await store.write(`uploads/${dataset}/orders.csv`, good);
    await workflow.execute(`good ${dataset}`, { dataset });
  }
  expect(await print('mixed')).toEqual(await print('clean'));
  expect((await uploadsOf(store, 'mixed')).map(({ file, state }) => [file, state])).toEqual([
    ['orders.csv', 'counted'],
    ['returns.csv', 'refused'],
  ]);
}, 60_000);

test('customers who entered, left or came near the door are told of, though the bus is busy', async () => {
  const more = [...sampleShop({ random: createRandom(3), customers: 90 })].join('');
  await store.write('uploads/clean/more.csv', more);
  workflow.bus.taken.length = workflow.bus.calls.length = 0;
  workflow.bus.entryFaults = (_, count) => (count % 3 === 0 ? 'ThrottlingException' : undefined);
  const { runId, summary } = (await workflow.execute('more', { dataset: 'clean' })) as Record<string, string>;
  workflow.bus.entryFaults = undefined;
  const sources = { store, database: workflow.database };
  const events = await readEvents(sources, runId!, { withCustomers: true });
  // One module makes them for both; the throttled came later.
  const told = workflow.bus.taken.map(({ Detail }) => JSON.parse(Detail!) as (typeof events)[number]);
  const byId = (some: readonly { id: string }[]) => [...some].sort((a, b) => a.id.localeCompare(b.id));
  expect(byId(told)).toEqual(byId(events));
  expect(told.length).toBeGreaterThan(10);
  expect(workflow.bus.taken.map(({ DetailType }) => DetailType)).toEqual(told.map(({ type }) => type));
  for (const event of told) expect(whatIsWrongIn('EventBatch', { events: [event] })).toBeUndefined();
  expect(Math.max(...workflow.bus.calls.map(({ entries }) => entries))).toBe(10);
  expect(summary).toMatch(/; told: Run published, \d+ Customer /);
}, 60_000);

test('each Lambda has logged JSON lines that name step and run, with the seconds and the outcome', async () => {
  const lines = await stop();
  for (const step of Object.keys(stepResources)) {
    const measured = { seconds: expect.any(Number), microUsd: expect.any(Number) };
    const outcome = { step, level: 'INFO', ...measured, summary: expect.any(String) };
    const known =
      step === 'plan' ? { dataset: 'shop' } : step === 'failed' ? { dataset: 'broken' } : { runId };
    expect(lines).toContainEqual(expect.objectContaining({ ...outcome, ...known }));
  }
  const metrics = { stage: 'dev', _aws: expect.objectContaining({ CloudWatchMetrics: expect.any(Array) }) };
  const counts = { read: expect.any(Number), kept: expect.any(Number), rejected: expect.any(Number) };
  expect(lines).toContainEqual(expect.objectContaining({ step: 'ingest', ...metrics, ...counts }));
  const customers = expect.any(Number);
  expect(lines).toContainEqual(expect.objectContaining({ step: 'featurize', ...metrics, customers }));
  expect(lines).toContainEqual(
    expect.objectContaining({ step: 'ingest', level: 'ERROR', error: 'NoUsableColumns' }),
  );
});
