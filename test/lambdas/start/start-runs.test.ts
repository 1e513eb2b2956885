import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context, SQSEvent } from 'aws-lambda';
import { manifestKey } from '../../../core/runs/keys.js';
import { openExecutions } from '../../../io/executions.js';
import { openS3Store, type S3Store } from '../../../io/s3-store.js';
import { handler } from '../../../lambdas/start/handler.js';
import type { StarterIo } from '../../../lambdas/start/start-runs.js';
import type { Fault } from '../../servers/http-server.js';
import { type S3Server, startS3Server } from '../../servers/s3-server.js';
import { type StepFunctionsServer, startStepFunctionsServer } from '../../servers/step-functions-server.js';
import { createQueue, type Queue } from './queue.js';

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
let s3: S3Server;
let states: StepFunctionsServer;
let store: S3Store;
let clients: { destroy(): void }[];
/** Seconds that have passed since the test began. */
let later: number;
let queue: Queue;
let io: StarterIo;
const logged: Record<string, unknown>[] = [];

beforeEach(async () => {
  s3 = await startS3Server('shop-bucket');
  states = await startStepFunctionsServer();
  const s3Client = new S3Client({ endpoint: s3.url, ...access });
  // A lost answer is not asked for again within the SDK: the queue does so.
  const client = new SFNClient({ endpoint: states.url, ...access, maxAttempts: 1 });
  clients = [s3Client, client];
  store = openS3Store(s3Client, 'shop-bucket');
  later = 0;
  logged.length = 0;
  queue = createQueue(now);
  io = {
    store,
    executions: openExecutions(client, states.stateMachineArn),
    get now() {
      return now();
    },
    quietSeconds: 60,
    log: (fields) => logged.push(fields as Record<string, unknown>),
  };
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await Promise.all([s3.close(), states.close()]);
});

// The server's clock shows whole seconds.
const now = () => new Date(Date.now() + 1000 * later + 1000);
const drop = async (key: string, content = key) => {
  await store.write(key, content);
  queue.tellOf(key, content.length);
};
const deliverAfter = (seconds: number) => {
  later += seconds;
  return queue.deliver(io);
};
const inputs = () => states.executions.map(({ input }) => JSON.parse(input));

/** Ends the execution that runs; where it succeeded, everything that was dropped is in the dataset. */
async function end(status: 'SUCCEEDED' | 'FAILED'): Promise<void> {
  states.executions.find((execution) => execution.status === 'RUNNING')!.status = status;
  if (status === 'FAILED') return;
  const uploads = (await store.list('uploads/shop/')).map(({ version }) => ({
    uploadId: version.slice(0, 16),
  }));
  await store.write(manifestKey('shop'), JSON.stringify({ version: 1, uploads }));
}

test('a dropped file starts one execution of its dataset, and the message is done with', async () => {
  await drop('uploads/shop/orders.csv');
  await deliverAfter(61);
  expect(inputs()).toEqual([{ dataset: 'shop' }]);
  expect(states.executions[0]!.name).toMatch(/^shop-[0-9a-f]{24}$/);
  expect(queue.length).toBe(0);
});

test('files dropped together make one execution, once nothing has come for the quiet time', async () => {
  await drop('uploads/shop/a.csv');
  await drop('uploads/shop/b.csv');
  await deliverAfter(30);
  expect(inputs()).toEqual([]);
  expect(queue.length).toBe(2);
  await deliverAfter(31);
  expect(inputs()).toHaveLength(1);
  expect(queue.length).toBe(0);
});

test('who drops a file every minute gets a run, too', async () => {
  await drop('uploads/shop/a.csv');
  later += 901;
  // The server stamps with the real clock, so that only a message can be old here.
  io = { ...io, now: now(), quietSeconds: 100_000 };
  await queue.deliver(io);
  expect(inputs()).toHaveLength(1);
});

test('an event that comes again, at once or much later, starts nothing', async () => {
  await drop('uploads/shop/a.csv');
  queue.tellOf('uploads/shop/a.csv');
  await deliverAfter(61);
  queue.tellOf('uploads/shop/a.csv');
  await deliverAfter(91);
  expect(queue.length).toBe(1);
  await end('SUCCEEDED');
  await deliverAfter(91);
  expect(queue.length).toBe(0);
  expect(inputs()).toHaveLength(1);
});

test('events in any order start the same executions', async () => {
  await drop('uploads/shop/a.csv');
  await drop('uploads/other/x.csv');
  await drop('uploads/shop/b.csv');
  later = 61;
  await queue.deliver(io, (records) => records.reverse());
  expect(inputs()).toEqual([{ dataset: 'shop' }, { dataset: 'other' }]);
  const names = states.executions.map(({ name }) => name);
  states.executions.length = 0;
  await store.remove('starts/shop.json');
  await store.remove('starts/other.json');
  for (const key of ['uploads/shop/a.csv', 'uploads/other/x.csv']) queue.tellOf(key);
  await queue.deliver(io);
  expect(states.executions.map(({ name }) => name)).toEqual(names);
});

test('while a slow run goes on, a later file waits in the queue, and has the next run', async () => {
  await drop('uploads/shop/a.csv');
  await deliverAfter(61);
  await drop('uploads/shop/b.csv');
  for (let hour = 1; hour <= 3; hour++) await deliverAfter(3600);
  expect(inputs()).toHaveLength(1);
  expect(queue.length).toBe(1);
  states.executions[0]!.status = 'FAILED';
  await deliverAfter(300);
  expect(inputs()).toHaveLength(2);
  expect(queue.length).toBe(0);
});

test('a file that the running execution took along starts nothing after it', async () => {
  await drop('uploads/shop/a.csv');
  await deliverAfter(61);
  await drop('uploads/shop/b.csv');
  await deliverAfter(91);
  await end('SUCCEEDED');
  await deliverAfter(300);
  expect(inputs()).toHaveLength(1);
  expect(queue.length).toBe(0);
});

test('an execution that somebody started by hand is waited for, among many of other datasets', async () => {
  for (const dataset of ['a', 'b', 'c', 'd', 'shop'])
    await io.executions.start(`by-hand-${dataset}`, { dataset });
  await drop('uploads/shop/a.csv');
  await deliverAfter(61);
  expect(states.executions).toHaveLength(5);
  expect(queue.length).toBe(1);
});

test('an execution that lists do not show yet is waited for', async () => {
  await drop('uploads/shop/a.csv');
  await deliverAfter(61);
  states.unlisted.add(states.executions[0]!.name);
  later = 0;
  await drop('uploads/shop/b.csv');
  io = { ...io, now: now(), quietSeconds: 0 };
  await queue.deliver(io);
  expect(inputs()).toHaveLength(1);
  expect(queue.length).toBe(1);
});

test('of starters that see the same thing at once, one starts', async () => {
  await drop('uploads/shop/a.csv');
  later = 61;
  const asEachPollerSeesIt = [1, 2, 3].map(() => createQueue(now));
  for (const copy of asEachPollerSeesIt) copy.tellOf('uploads/shop/a.csv');
  await Promise.all(asEachPollerSeesIt.map((copy) => copy.deliver(io)));
  expect(inputs()).toHaveLength(1);
});

test.each(['lostRequest', 'lostAnswer'] as const)(
  'a starter that dies around its start (%s) leaves the message, and the next one starts it once',
  async (fault) => {
    await drop('uploads/shop/a.csv');
    states.faults = ({ headers }) =>
      headers['x-amz-target']?.endsWith('StartExecution') ? fault : undefined;
    await expect(deliverAfter(61)).rejects.toThrow();
    expect(queue.length).toBe(1);
    states.faults = undefined;
    const wasStarted = states.executions.length;
    if (wasStarted) await end('SUCCEEDED');
    await deliverAfter(300);
    expect(inputs()).toHaveLength(1);
    expect(queue.length).toBe(0);
  },
);

describe('whatever call of the starter fails', () => {
  const faults: Fault[] = [
    'lostRequest',
    'lostAnswer',
    'truncatedBody',
    { status: 400, name: 'ThrottlingException' },
    { status: 500, name: 'InternalError' },
  ];
  const drop = async () => {
    await store.write('uploads/shop/a.csv', 'a');
    for (let copy = 0; copy < 2; copy++) queue.tellOf('uploads/shop/a.csv');
  };

  /** Makes the call of that number fail, and gives how many calls there were. */
  async function startWith(failing: number, fault: Fault): Promise<number> {
    let calls = 0;
    const hook = () => (calls++ === failing ? fault : undefined);
    [s3.faults, states.faults] = [hook, hook];
    await deliverAfter(61).catch(() => {});
    [s3.faults, states.faults] = [undefined, undefined];
    return calls;
  }

  test.each(faults)(
    'with %p, the file has one execution in the end, and its events are done with',
    async (fault) => {
      const s3Client = new S3Client({ endpoint: s3.url, ...access, maxAttempts: 1 });
      clients.push(s3Client);
      store = openS3Store(s3Client, 'shop-bucket');
      io = {
        ...io,
        store,
        get now() {
          return now();
        },
      };
      await drop();
      const calls = await startWith(-1, fault);
      expect(calls).toBeGreaterThan(5);
      for (let failing = 0; failing < calls; failing++) {
        s3.objects.clear();
        states.executions.length = 0;
        queue = createQueue(now);
        await drop();
        await startWith(failing, fault);
        await deliverAfter(300);
        await end('SUCCEEDED');
        await deliverAfter(300);
        expect({ failing, inputs: inputs(), left: queue.length }).toEqual({
          failing,
          inputs: [{ dataset: 'shop' }],
          left: 0,
        });
      }
    },
  );
});

test('after a failed run an old event starts nothing; the same file dropped again does', async () => {
  await drop('uploads/shop/a.csv');
  await deliverAfter(61);
  await end('FAILED');
  queue.tellOf('uploads/shop/a.csv');
  await deliverAfter(300);
  expect(inputs()).toHaveLength(1);
  expect(queue.length).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await drop('uploads/shop/a.csv');
  await deliverAfter(300);
  expect(inputs()).toHaveLength(2);
});

test.each(['uploads/shop/', 'uploads/shop/~$orders.xlsx', 'uploads/shop/.hidden', 'uploads/shop/a.csv.part'])(
  '%s starts nothing',
  async (key) => {
    await drop(key);
    await deliverAfter(61);
    expect(inputs()).toEqual([]);
    expect(queue.length).toBe(0);
  },
);

test('an empty object starts nothing, and neither does a file in no folder, of which the log tells', async () => {
  await store.write('uploads/shop/empty.csv', '');
  queue.tellOf('uploads/shop/empty.csv', 0);
  await drop('uploads/orders.csv');
  await deliverAfter(61);
  expect(inputs()).toEqual([]);
  expect(queue.length).toBe(0);
  expect(logged).toContainEqual(expect.objectContaining({ level: 'WARN', note: 'in no dataset' }));
});

test('the schedule starts every dataset that has something new', async () => {
  await store.write('uploads/shop/a.csv', 'a');
  await store.write('uploads/other/b.csv', 'b');
  queue.send({});
  await deliverAfter(61);
  expect(inputs()).toEqual([{ dataset: 'other' }, { dataset: 'shop' }]);
});

test('trouble with one dataset holds up no other, and is an error in the end', async () => {
  await store.write(manifestKey('broken'), 'no JSON');
  await drop('uploads/broken/a.csv');
  await drop('uploads/shop/a.csv');
  await expect(deliverAfter(61)).rejects.toMatchObject({ name: 'DamagedObject' });
  expect(inputs()).toEqual([{ dataset: 'shop' }]);
  expect(queue.length).toBe(2);
});

test('a folder whose name cannot be an execution has one nevertheless, which then says what is wrong', async () => {
  await drop('uploads/Mein Lädchen!/a.csv');
  await deliverAfter(61);
  expect(inputs()).toEqual([{ dataset: 'Mein Lädchen!' }]);
});

test('the handler finds bucket and state machine in its environment', async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SFN: states.url,
    BUCKET: 'shop-bucket',
    STATE_MACHINE_ARN: states.stateMachineArn,
    QUIET_SECONDS: '60',
  });
  await store.write('uploads/shop/a.csv', 'a');
  const record = { messageId: 'message', body: '{"dataset": "shop"}', attributes: { SentTimestamp: '0' } };
  const event = { Records: [record] } as unknown as SQSEvent;
  expect(await handler(event, {} as Context, () => {})).toEqual({ batchItemFailures: [] });
  expect(inputs()).toEqual([{ dataset: 'shop' }]);
});
