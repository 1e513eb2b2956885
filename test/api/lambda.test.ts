import { rmSync } from 'node:fs';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { type DeployedWorkflow, deployWorkflow } from '../lib/deployed-workflow.js';
import { type RunningLambda, startLambda } from '../lib/lambda-workers.js';
import { storedObject } from '../servers/s3-objects.js';
import { type StepFunctionsServer, startStepFunctionsServer } from '../servers/step-functions-server.js';
import { contractSuite } from './contract-suite.js';

const bundles = '.cache/test-api-lambda';
let workflow: DeployedWorkflow;
let states: StepFunctionsServer;
let ask: RunningLambda;

const rules = { segmentation: { spaces: ['scaled'], models: ['kmeans'], kTo: 5, starts: 1, resamples: 2 } };

/** The same two datasets as on one machine, made by the very bundles that would be deployed. */
beforeAll(async () => {
  workflow = await deployWorkflow(bundles);
  states = await startStepFunctionsServer();
  const text = [...sampleShop({ customers: 300, random: createRandom(3) })].join('');
  const lines = text.trim().split('\n');
  const other = [...sampleShop({ customers: 80, random: createRandom(9) })].join('');
  for (const [dataset, file, content] of [
    ['other', 'other.csv', other.replaceAll(/,(1\d{4}),/g, ',x$1,')],
    ['shop', 'first.csv', `${lines.slice(0, -400).join('\n')}\n`],
    ['shop', 'all.csv', text],
  ] as const) {
    workflow.s3.objects.set(`uploads/${dataset}/${file}`, storedObject(Buffer.from(content)));
    await workflow.execute(file, { dataset, rules });
  }
  ask = startLambda(`${process.cwd()}/${bundles}/ask/index.cjs`, {
    ...workflow.apiEnvironment,
    STATE_MACHINE_ARN: states.stateMachineArn,
    AWS_ENDPOINT_URL_SFN: states.url,
  });
}, 240_000);
afterAll(async () => {
  await ask.stop();
  await states.close();
  await workflow.stop();
  rmSync(bundles, { recursive: true, force: true });
});

/** As API Gateway hands a call on: the path decoded. */
const caller = {
  async call(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
  ) {
    const url = new URL(path, 'https://api.example');
    let rawPath: string;
    try {
      rawPath = decodeURIComponent(url.pathname);
    } catch {
      // What is no UTF-8 does not come through.
      return {
        status: 400,
        headers: new Headers({ 'content-type': 'application/problem+json' }),
        text: refused,
      };
    }
    const result = (await ask.invoke({
      version: '2.0',
      routeKey: `${method} /v1/{proxy+}`,
      rawPath,
      rawQueryString: url.search.slice(1),
      headers,
      requestContext: { http: { method, path: rawPath } },
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
      isBase64Encoded: body !== undefined,
    })) as { statusCode: number; headers: Record<string, string>; body: string };
    return { status: result.statusCode, headers: new Headers(result.headers), text: result.body };
  },
};
const refused = JSON.stringify({
  ...{ type: 'urn:insiders:problem:WrongRequest', title: 'Wrong request', status: 400 },
  ...{ detail: 'not percent-encoded', remedy: 'Encode it.' },
});

describe('the Lambda behind API Gateway', () => {
  contractSuite(() => caller);

  test('a customer whose name holds a slash or a percent sign is asked for as they are', async () => {
    for (const name of ['a/b', '50%', 'é & ü']) {
      const { status, text } = await caller.call(
        'GET',
        `/v1/datasets/shop/customers/${encodeURIComponent(name)}`,
      );
      expect([status, JSON.parse(text).detail]).toEqual([404, expect.stringContaining(`'${name}'`)]);
    }
  });

  test('a start is one execution for a key, another waits, and how it goes is told', async () => {
    const start = (key: string, uploads: string[] = []) =>
      caller.call('POST', '/v1/datasets/shop/runs', {
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ uploads }),
      });
    expect((await start('nothing-there', ['none.csv'])).status).toBe(422);
    const first = await start('first-of-may');
    expect([first.status, JSON.parse(first.text).status]).toEqual([202, 'running']);
    expect((await start('first-of-may')).text).toBe(first.text);
    expect((await start('second-of-may')).status).toBe(409);
    expect(states.executions.map(({ input }) => JSON.parse(input))).toEqual([{ dataset: 'shop' }]);
    const { execution } = JSON.parse(first.text);
    Object.assign(states.executions[0]!, {
      status: 'SUCCEEDED',
      output: JSON.stringify({ runId: 'shop-1' }),
    });
    const { text } = await caller.call('GET', `/v1/datasets/shop/executions/${execution}`);
    expect(JSON.parse(text)).toMatchObject({ status: 'succeeded', runId: 'shop-1' });
    expect((await caller.call('GET', `/v1/datasets/other/executions/${execution}`)).status).toBe(404);
  });

  test('links are signed for one object, an upload for its size and type, and for five minutes', async () => {
    const upload = await caller.call('POST', '/v1/datasets/shop/uploads', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ file: 'may.csv', bytes: 12, type: 'text/csv' }),
    });
    const put = new URL(JSON.parse(upload.text).href);
    expect(put.pathname).toMatch(/\/uploads\/shop\/[0-9a-f-]{36}\/may\.csv$/);
    expect(put.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
    expect(put.searchParams.get('X-Amz-Expires')).toBe('300');
    expect([...put.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
    const list = new URL(
      JSON.parse((await caller.call('GET', '/v1/datasets/shop/lists/insiders')).text).href,
    );
    expect(list.pathname).toMatch(/\/publish\/insiders\.csv$/);
    expect(list.searchParams.get('X-Amz-Expires')).toBe('300');
  });

  test('customers are assigned without the database', async () => {
    const before = workflow.dataApi.requests.length;
    const { status } = await caller.call('POST', '/v1/datasets/shop/assign', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        customers: [{ id: 'a', features: { gross_revenue: 9, recency_days: 1, invoices: 2 } }],
      }),
    });
    expect([status, workflow.dataApi.requests.length]).toEqual([200, before]);
  });

  test('its login may read and nothing else', async () => {
    expect(workflow.dataApi.requests.filter(({ caller }) => caller === 'ask').length).toBeGreaterThan(10);
    const { rows } = await workflow.database
      .query<{ privilege: string }>(
        `select distinct privilege_type as privilege from information_schema.role_table_grants where grantee = 'insiders_api'`,
      )
      .then((rows) => ({ rows }));
    expect(rows).toEqual([{ privilege: 'SELECT' }]);
  });
});
