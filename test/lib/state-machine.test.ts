import { rm } from 'node:fs/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { createRandom } from '../../core/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import type { ObjectStore } from '../../io/object-store.js';
import { openS3Store } from '../../io/s3-store.js';
import { type DeployedWorkflow, deployWorkflow } from './deployed-workflow.js';

const bundles = '.cache/test-state-machine';
let workflow: DeployedWorkflow;
let store: ObjectStore;
beforeAll(async () => {
  workflow = await deployWorkflow(bundles);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint: workflow.s3.url, region: 'eu-central-1', credentials });
  store = openS3Store(client, 'shop-bucket');
});
afterAll(async () => {
  await workflow.stop();
  await rm(bundles, { recursive: true, force: true });
});

const upload = (dataset: string, seed: number) =>
  store.write(
    `uploads/${dataset}/orders.csv`,
    [...sampleShop({ random: createRandom(seed), customers: 300 })].join(''),
  );
const resuming = { status: 400, name: 'DatabaseResumingException' };

test('a dropped file becomes a published run, though the database had to wake up', async () => {
  await upload('shop', 1);
  let asleep = 2;
  workflow.dataApi.faults = () => (asleep-- > 0 ? resuming : undefined);
  const output = (await workflow.execute('first', { dataset: 'shop' })) as { runId: string };
  expect(output).toMatchObject({ dataset: 'shop', summary: expect.any(String) });

  const [run] = await workflow.database.query('select run_id, status from current_runs');
  expect(run).toEqual({ run_id: output.runId, status: 'succeeded' });
  const [{ customers, revenue }] = (await workflow.database.query<Record<string, number>>(
    'select count(*) as customers, sum(gross_revenue) as revenue from current_customers',
  )) as [Record<string, number>];
  const document = JSON.parse(
    Buffer.from(await store.read(`runs/${output.runId}/publish/run.json`)).toString(),
  );
  expect(customers).toBe(document.customers);
  expect(revenue).toBeGreaterThan(0);
  const published = await store.list(`runs/${output.runId}/publish/`);
  expect(published.map(({ key }) => key.split('/').at(-1))).toEqual([
    'customers.csv',
    'insiders.csv',
    'rejects.csv',
    'report.html',
    'run.json',
  ]);
});

test('a file that cannot be read fails the run by name, says what to do, and leaves the dataset as it was', async () => {
  await store.write('uploads/broken/orders.csv', 'colour,taste\nred,sweet\n');
  const execution = workflow.execute('broken', { dataset: 'broken' });
  await expect(execution).rejects.toMatchObject({ error: 'NoUsableColumns' });
  const runs = await workflow.database.query(
    `select status, failed_step, error_name, error_message from runs where dataset = 'broken'`,
  );
  expect(runs).toEqual([
    {
      status: 'failed',
      failed_step: 'ingest',
      error_name: 'NoUsableColumns',
      error_message: expect.any(String),
    },
  ]);
  expect(await store.list('lake/broken/')).toEqual([]);
});
