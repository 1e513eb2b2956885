import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type BusEvent, batchEvents, mostBytes, sizeOf } from '../../../io/event-bus/batch-events.js';
import { putEvents } from '../../../io/event-bus/put-events.js';
import { type EventBridgeServer, startEventBridgeServer } from '../../servers/event-bridge-server.js';

const event = (i: number, bytes = 0): BusEvent => ({
  source: 'insiders',
  type: 'Customer entered',
  time: new Date('2026-01-02T03:04:05Z'),
  detail: JSON.stringify({ id: `${i}`, text: 'x'.repeat(bytes) }),
});
const events = (count: number, bytes = 0) => Array.from({ length: count }, (_, i) => event(i, bytes));

describe('batches', () => {
  test('have ten events at most, in order, and none is lost', () => {
    const batches = batchEvents(events(23));
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(batches.flat()).toEqual(events(23));
    expect(batchEvents([])).toEqual([]);
  });

  test('are smaller than 256 KB, counted as EventBridge counts', () => {
    // 14 for the time, 8 + 16 for source and type, 12 of two bytes each within a detail of 9 more.
    expect(
      sizeOf({
        source: 'insiders',
        type: 'Customer entered',
        time: new Date(),
        detail: '{"a":"éééééééééééé"}',
      }),
    ).toBe(14 + 8 + 16 + 8 + 24);
    const batches = batchEvents(events(12, 60_000));
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 4]);
    for (const batch of batches) {
      expect(batch.reduce((bytes, one) => bytes + sizeOf(one), 0)).toBeLessThan(mostBytes);
    }
    // Together of just the limit: one too many.
    const half = mostBytes / 2;
    const ofSize = (bytes: number) => event(0, bytes - sizeOf(event(0)));
    expect(batchEvents([ofSize(half), ofSize(half)])).toHaveLength(2);
    expect(batchEvents([ofSize(half), ofSize(half - 1)])).toHaveLength(1);
  });
});

describe('putting events on a bus', () => {
  let server: EventBridgeServer;
  let client: EventBridgeClient;
  beforeEach(async () => {
    server = await startEventBridgeServer('insiders-dev');
    client = new EventBridgeClient({
      endpoint: server.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });
  const put = (some: readonly BusEvent[], bus = 'insiders-dev') =>
    putEvents(client, bus, some, { delaysSeconds: [0, 0] });
  const idsTaken = () => server.taken.map(({ Detail }) => Number(JSON.parse(Detail!).id));

  test('takes as many calls as it must', async () => {
    await put(events(101));
    expect(server.calls.map(({ entries }) => entries)).toEqual([...Array(10).fill(10), 1]);
    expect(idsTaken()).toEqual(events(101).map((_, i) => i));
    expect(server.taken[0]).toMatchObject({
      Source: 'insiders',
      DetailType: 'Customer entered',
      Time: 1767323045,
    });
  });

  test('puts again just those entries that were not taken, until they are', async () => {
    server.entryFaults = (_, count) => (count % 5 < 2 && count < 12 ? 'ThrottlingException' : undefined);
    await put(events(20));
    expect(idsTaken().sort((a, b) => a - b)).toEqual(events(20).map((_, i) => i));
    expect(server.calls.map(({ entries }) => entries)).toEqual([10, 4, 2, 10]);
  });

  test('of what is refused for good says what and why, once all others are put', async () => {
    server.entryFaults = ({ Detail }) => (JSON.parse(Detail!).id === '3' ? 'InvalidArgument' : undefined);
    await expect(put(events(12))).rejects.toMatchObject({
      name: 'EventsRefused',
      message:
        '1 of 12 events were not taken, the first, of type Customer entered: InvalidArgument: InvalidArgument',
    });
    expect(idsTaken()).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(server.calls).toHaveLength(2);
  });

  test('of one that is larger than any call takes, too', async () => {
    await expect(put([event(0), event(1, 300_000), event(2)])).rejects.toMatchObject({
      name: 'EventsRefused',
    });
    expect(idsTaken()).toEqual([0, 2]);
  });

  test('of a bus that takes nothing for long is trouble of a service, which may be tried anew', async () => {
    server.entryFaults = () => 'InternalFailure';
    await expect(put(events(1))).rejects.toMatchObject({ name: 'ServiceTrouble' });
    expect(server.calls).toHaveLength(3);
  });

  test('on another bus than its own is refused', async () => {
    await expect(put(events(1), 'default')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
