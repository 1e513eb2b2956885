import { RDSClient } from '@aws-sdk/client-rds';
import { openClusterSnapshots } from '../../../io/cluster-snapshots.js';
import {
  type SnapshotOptions,
  snapshotBeforeUpgrade,
} from '../../../lambdas/snapshot/snapshot-before-upgrade.js';
import { type RdsServer, startRdsServer } from '../../servers/rds-server.js';

let server: RdsServer;
let client: RDSClient;
beforeEach(async () => {
  server = await startRdsServer('shop');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new RDSClient({ endpoint: server.url, region: 'eu-central-1', credentials });
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

const version = (metabaseVersion: string) => ({ metabaseVersion });
const RequestId = '1a2b3c4d-0000-4000-8000-000000000000';
const upgrade = {
  RequestType: 'Update',
  RequestId,
  ResourceProperties: version('v0.63.16.6'),
  OldResourceProperties: version('v0.62.4'),
} as const;
const name = 'insiders-dev-before-metabase-v0-63-16-6-1a2b3c4d';

const run = (request: Parameters<typeof snapshotBeforeUpgrade>[0], options: Partial<SnapshotOptions> = {}) =>
  snapshotBeforeUpgrade(request, openClusterSnapshots(client, 'shop'), {
    prefix: 'insiders-dev-before-metabase-',
    keepsData: false,
    wait: async () => {},
    secondsLeft: () => 880,
    ...options,
  });

test('another version waits until the snapshot is complete', async () => {
  server.looks = 3;
  const waited: number[] = [];
  const wait = async (seconds: number) => void waited.push(seconds);
  expect(await run(upgrade, { wait })).toBe(`made the snapshot ${name}`);
  expect(waited).toEqual([15, 15, 15]);
  expect(server.snapshots).toMatchObject([{ name }]);
});

test('asked again for the same upgrade, it waits for the same snapshot', async () => {
  await run(upgrade);
  expect(await run(upgrade)).toBe(`made the snapshot ${name}`);
  expect(server.snapshots).toHaveLength(1);
});

test('the first deployment, and one with the same version, need none', async () => {
  expect(await run({ ...upgrade, RequestType: 'Create' })).toBe('nothing to do');
  expect(await run({ ...upgrade, OldResourceProperties: version('v0.63.16.6') })).toBe('nothing to do');
  expect(server.calls).toEqual([]);
});

test('a snapshot that fails stops the upgrade', async () => {
  server.snapshots.push({ name, type: 'manual', looksUntilAvailable: 0, fails: true });
  await expect(run(upgrade)).rejects.toThrow(`the snapshot ${name} failed; Metabase was not upgraded`);
});

test('so does one that takes longer than a Lambda may', async () => {
  server.looks = 1000;
  let left = 100;
  const wait = async (seconds: number) => {
    left -= seconds;
  };
  await expect(run(upgrade, { wait, secondsLeft: () => left })).rejects.toThrow(
    /not complete yet.*Deploy again/,
  );
});

test('with the stack of a development stage its own snapshots go, and no others', async () => {
  for (let id = 10; id < 15; id++) await run({ ...upgrade, RequestId: `${id}000000` });
  const others = ['by-hand', 'insiders-prod-before-metabase-v0-62-4-1a2b3c4d'];
  for (const other of others) server.snapshots.push({ name: other, type: 'manual', looksUntilAvailable: 0 });
  server.snapshots.push({ name: 'rds:shop', type: 'automated', looksUntilAvailable: 0 });
  expect(await run({ ...upgrade, RequestType: 'Delete' })).toBe('removed 5 snapshots');
  expect(server.snapshots.map((snapshot) => snapshot.name)).toEqual([...others, 'rds:shop']);
});

test('production keeps them', async () => {
  await run(upgrade);
  expect(await run({ ...upgrade, RequestType: 'Delete' }, { keepsData: true })).toBe('kept the snapshots');
  expect(server.snapshots).toHaveLength(1);
});
