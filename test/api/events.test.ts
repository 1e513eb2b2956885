import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { whatIsWrongIn } from '../../api/contract.js';
import { deliverEvents, signed } from '../../api/events/deliver-events.js';
import { readEvents, type ShopEvent } from '../../api/events/read-events.js';
import { readNotify } from '../../bin/read-notify.js';
import { type LocalIo, openLocalIo } from '../../io/local-io.js';
import { runInsiders } from '../bin/run-insiders.js';
import { type ShopFolder, shopFolder } from './shop-folder.js';

const secret = 'a-secret-for-the-tests-only';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that answers with these statuses, one after the other, the last of them for ever. */
async function receiver(...statuses: number[]) {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

let shop: ShopFolder;
beforeAll(() => {
  shop = shopFolder();
}, 120_000);
afterAll(() => shop.remove());

describe('what is told of a run', () => {
  let io: LocalIo;
  let runs: string[];
  beforeAll(async () => {
    io = openLocalIo(shop.home);
    const rows = await (await io.database()).query<{ run_id: string }>(
      `select run_id from runs where dataset = 'shop' order by publication`,
    );
    runs = rows.map(({ run_id }) => run_id);
  });
  afterAll(() => io.close());
  const eventsOf = async (runId: string, withCustomers: boolean) =>
    readEvents({ store: io.store, database: await io.database() }, runId, { withCustomers });
  const ofType = (events: readonly ShopEvent[], type: string) =>
    events.filter((event) => event.type === type);

  test('is of the contract, the same each time, and each event has an id of its own', async () => {
    const events = await eventsOf(runs[1]!, true);
    for (let at = 0; at < events.length; at += 100) {
      expect(whatIsWrongIn('EventBatch', { events: events.slice(at, at + 100) })).toBeUndefined();
    }
    expect(await eventsOf(runs[1]!, true)).toEqual(events);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events[0]).toMatchObject({
      type: 'Run published',
      runId: runs[1],
      data: { previousRunId: runs[0] },
    });
  });

  test('names customers only where that is asked for, just those who moved or came near', async () => {
    expect(await eventsOf(runs[1]!, false)).toHaveLength(1);
    const events = await eventsOf(runs[1]!, true);
    const database = await io.database();
    const idsOf = (type: string) =>
      ofType(events, type).map(({ data }) => (data as { customerId: string }).customerId);
    for (const [type, kind] of [
      ['Customer entered', 'entered'],
      ['Customer left', 'left'],
    ] as const) {
      const moved = await database.query<{ customer_id: string }>(
        'select customer_id from movers where run_id = :run and kind = :kind order by position',
        { run: runs[1]!, kind },
      );
      expect(idsOf(type)).toEqual(moved.map(({ customer_id }) => customer_id));
    }
    const nearIn = async (run: string) =>
      (
        await database.query<{ customer_id: string }>(
          `select customer_id from customer_doors where run_id = :run and standing = 'near' order by customer_id`,
          { run },
        )
      ).map(({ customer_id }) => customer_id);
    const before = new Set(await nearIn(runs[0]!));
    const now = await nearIn(runs[1]!);
    expect(idsOf('Customer near the door')).toEqual(now.filter((id) => !before.has(id)));
    expect(events.length).toBeGreaterThan(1);
  });

  test('of a first run is that it was published: nobody has moved', async () => {
    expect((await eventsOf(runs[0]!, true)).map(({ type }) => type)).toEqual(['Run published']);
  });
});

const event = (id: number): ShopEvent => ({
  ...{
    id: id.toString(16).padStart(32, '0'),
    version: 1,
    type: 'Run published',
    time: '2026-01-01T00:00:00Z',
  },
  ...{ dataset: 'shop', runId: 'shop-1' },
  data: { customers: 1, insiders: 1, insidersRevenueShare: 1, promise: 'held', previousRunId: null },
});

describe('a delivery', () => {
  test('is signed as Standard Webhooks are', () => {
    // The example of the specification's reference libraries.
    const headers = signed(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      1614265330_000,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('is tried again with the same id until it is taken, a hundred events at a time', async () => {
    const { received, url, close } = await receiver(503, 429, 200);
    await deliverEvents(
      Array.from({ length: 101 }, (_, i) => event(i)),
      { url, secret, delaysSeconds: [0, 0] },
    );
    await close();
    expect(received.map(({ body }) => JSON.parse(body).events.length)).toEqual([100, 100, 100, 1]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    for (const { headers, body } of received) {
      const signedText = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const expected = createHmac('sha256', secret).update(signedText).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    }
  });

  test.each([
    ['that is refused is not tried again', 410, 1, 'it answered 410'],
    ['is sent to nobody but whom it was for', 302, 1, 'it answered 302'],
    ['that is never taken ends', 500, 3, 'it answered 500'],
  ])('%s', async (_, status, times, message) => {
    const { received, url, close } = await receiver(status);
    await expect(deliverEvents([event(1)], { url, secret, delaysSeconds: [0, 0] })).rejects.toThrow(message);
    await close();
    expect(received).toHaveLength(times);
  });
});

test('events go over a safe line, signed with a secret', () => {
  expect(readNotify(undefined, undefined)).toBeUndefined();
  expect(readNotify('http://127.0.0.1:8080/x', secret)).toEqual({ url: 'http://127.0.0.1:8080/x', secret });
  for (const url of [
    'http://shop.example/events',
    'ftp://shop.example',
    'events',
    'http://127.0.0.1.evil.example/',
  ]) {
    expect(() => readNotify(url, secret)).toThrow('--notify takes an https address');
  }
  expect(() => readNotify('https://shop.example', undefined)).toThrow('holds no secret');
  expect(() => readNotify('https://shop.example', 'short')).toThrow('holds no secret');
});

test('a run tells whom it is told to tell, and is none the worse where they do not listen', async () => {
  const { received, url, close } = await receiver(200, 404);
  const words = ['run', '--dataset', 'shop', '--rules', 'rules.yaml', '--notify', url];
  const env = { INSIDERS_NOTIFY_SECRET: secret };
  const told = await runInsiders([...words, '--notify-customers'], { cwd: shop.folder, env });
  expect([told.status, told.stderr]).toEqual([0, '']);
  expect(told.stdout).toMatch(/told +\d+ events? to 127\.0\.0\.1/);
  expect(whatIsWrongIn('EventBatch', JSON.parse(received[0]!.body))).toBeUndefined();
  const untold = await runInsiders(words, { cwd: shop.folder, env });
  expect([untold.status, untold.stderr]).toEqual([
    0,
    expect.stringContaining('was not told of the run, which is published: it answered 404'),
  ]);
  expect(received).toHaveLength(2);
  // The same run: who counts by ids hears nothing new.
  const idsOf = ({ body }: Received) => JSON.parse(body).events.map(({ id }: ShopEvent) => id);
  expect(idsOf(received[0]!)).toContain(idsOf(received[1]!)[0]);
  await close();
}, 120_000);
