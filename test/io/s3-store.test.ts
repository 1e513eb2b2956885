import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { openS3Store, type S3Store } from '../../io/s3-store.js';
import type { Fault } from '../servers/http-server.js';
import { type S3Server, startS3Server } from '../servers/s3-server.js';
import { describeObjectStore } from './object-store.contract.js';

const internalError = { status: 500, name: 'InternalError' };
const slowDown = { status: 503, name: 'SlowDown' };

let server: S3Server;
let client: S3Client;
let store: S3Store;

async function open(): Promise<S3Store> {
  server = await startS3Server('shop-bucket', { pageSize: 2 });
  client = new S3Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  store = openS3Store(client, 'shop-bucket');
  return store;
}

afterEach(async () => {
  await store.close();
  client.destroy();
  await server.close();
});

/** Makes the first request that fits fail once. */
function failOnce(fault: Fault, method: string): void {
  let done = false;
  server.faults = (request) => {
    if (done || request.method !== method) return undefined;
    done = true;
    return fault;
  };
}

describe('contract', () => describeObjectStore(open));

describe('on S3', () => {
  beforeEach(open);

  test('a file is downloaded once, and its copy is gone when the store closes', async () => {
    await store.write('orders.csv', 'rows');
    const paths = await Promise.all([store.openFile('orders.csv'), store.openFile('orders.csv')]);
    expect(new Set(paths).size).toBe(1);
    expect(
      server.requests.filter(({ method, key }) => method === 'GET' && key === 'orders.csv'),
    ).toHaveLength(1);
    await store.close();
    expect(existsSync(dirname(paths[0]!))).toBe(false);
  });

  test('the name of a download ends like its key', async () => {
    await store.write('uploads/shop/orders.csv.gz', 'rows');
    expect(await store.openFile('uploads/shop/orders.csv.gz')).toMatch(/orders\.csv\.gz$/);
  });

  test.each<Fault>([internalError, slowDown, 'lostRequest', 'lostAnswer', 'truncatedBody'])(
    'reading outlives %p',
    async (fault) => {
      await store.write('key', 'a text long enough to be cut in half');
      failOnce(fault, 'GET');
      expect(Buffer.from(await store.read('key')).toString()).toBe('a text long enough to be cut in half');
      failOnce(fault, 'GET');
      expect(await readFile(await store.openFile('key'), 'utf8')).toBe(
        'a text long enough to be cut in half',
      );
    },
  );

  test.each<Fault>([internalError, slowDown, 'lostRequest', 'lostAnswer'])(
    'a conditional write that meets %p happens once and succeeds',
    async (fault) => {
      failOnce(fault, 'PUT');
      await store.writeIf('manifest', 'one', null);
      expect(server.objects.get('manifest')!.content.toString()).toBe('one');
    },
  );

  test.each<Fault>([internalError, slowDown, 'lostRequest', 'lostAnswer', 'truncatedBody'])(
    'an upload in parts outlives %p at each of its calls',
    async (fault) => {
      const hit = new Set<string>();
      server.faults = ({ method, url }) => {
        const call = `${method} ${url.search.replace(/uploadId=[^&]*/, '')}`;
        return hit.size < hit.add(call).size ? fault : undefined;
      };
      const content = Buffer.alloc(20 * 1024 * 1024, 'orders');
      await store.writeFile('big', (path) => writeFile(path, content));
      expect([...hit].filter((call) => !call.startsWith('GET'))).toHaveLength(4);
      expect(server.objects.get('big')!.content.equals(content)).toBe(true);
    },
  );

  test('a failed upload of parts leaves no upload behind', async () => {
    server.faults = ({ method, url }) =>
      method === 'PUT' && url.searchParams.get('partNumber') === '2' ? internalError : undefined;
    const failing = store.writeFile('big', (path) => writeFile(path, Buffer.alloc(20 * 1024 * 1024)));
    await expect(failing).rejects.toMatchObject({ name: 'InternalError' });
    expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE', key: 'big' });
    expect(server.objects.size).toBe(0);
  });

  test('an object that may not be read is called that, whatever is asked of it', async () => {
    server.faults = () => ({ status: 403, name: 'AccessDenied' });
    await expect(store.read('key')).rejects.toMatchObject({ name: 'AccessDenied' });
    const asked = store.stat('key');
    await expect(asked).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining("'key'"),
    });
  });

  test('an error of the bucket is not mistaken for a missing object', async () => {
    const other = openS3Store(client, 'other-bucket');
    await expect(other.read('key')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
