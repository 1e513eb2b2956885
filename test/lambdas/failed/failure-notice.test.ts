import { sendNotice } from '../../../io/lambda-notices.js';
import { failureNotice } from '../../../lambdas/failed/failure-notice.js';
import { type SnsServer, startSnsServer } from '../../servers/sns-server.js';

const topic = 'arn:aws:sns:eu-central-1:123456789012:notices';
let server: SnsServer;
const environment = { ...process.env };
beforeAll(async () => {
  server = await startSnsServer(topic);
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SNS: server.url,
    TOPIC_ARN: topic,
  });
});
beforeEach(() => server.published.splice(0));
afterAll(async () => {
  process.env = environment;
  await server.close();
});

const failure = {
  dataset: 'shop',
  runId: 'shop-1',
  execution: 'shop-abc',
  state: 'ingest',
  error: 'NoUsableColumns',
  cause: JSON.stringify({
    errorType: 'NoUsableColumns',
    errorMessage: 'a.csv: no column. Name the columns.',
  }),
};

test('a notice says dataset, step, error, message with remedy, how to go on, and where to look', () => {
  const { subject, text } = failureNotice(failure);
  expect(subject).toBe('Insiders: shop failed in ingest');
  for (const part of [
    "dataset 'shop' failed in the step ingest",
    'NoUsableColumns: a.csv: no column. Name the columns.',
    '{"dataset": "shop"}',
    'execution shop-abc',
    'run shop-1',
    'docs/runbook.md#failed-executions',
  ]) {
    expect(text).toContain(part);
  }
});

test('a notice of a run that had no name yet names none', () => {
  expect(failureNotice({ ...failure, runId: null }).text).not.toMatch(/run null|undefined/);
});

test('a notice reaches the topic whatever the dataset is called and however long the message is', async () => {
  const dataset = 'Lädchen\n'.repeat(20);
  await sendNotice(failureNotice({ ...failure, dataset, cause: '€'.repeat(300_000) }));
  expect(server.published).toHaveLength(1);
  expect(server.published[0]!.subject).toMatch(/^Insiders: L\?dchen\?/);
});

test('a topic that refuses is an error', async () => {
  server.faults = () => ({ status: 403, name: 'AuthorizationError' });
  await expect(sendNotice(failureNotice(failure))).rejects.toThrow(/AuthorizationError/);
  server.faults = undefined;
});

test('a notice of an execution that was started without a dataset says how to start one with it', () => {
  const { dataset: _, ...without } = failure;
  const { subject, text } = failureNotice(without);
  expect(subject).toBe('Insiders: an execution without a dataset failed in ingest');
  expect(text).toContain('started without a dataset');
  expect(text).toContain('{"dataset": "shop"}');
});
