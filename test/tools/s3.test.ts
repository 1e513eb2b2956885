import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListBucketsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { openS3Store, type S3Store } from '../../io/s3-store.js';
import { describeObjectStore } from '../io/object-store.contract.js';
import { freePort, type ServerProcess, startProcess } from './server-process.js';

const region = 'eu-central-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'testtest' };

let home: string;
let endpoint: string;
let gateway: ServerProcess;
let client: S3Client;
let bucket: string;
let store: S3Store;

const connect = () => new S3Client({ endpoint, region, forcePathStyle: true, credentials });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-versitygw-'));
  const port = await freePort();
  endpoint = `http://127.0.0.1:${port}`;
  for (const folder of ['data', 'versions']) await mkdir(join(home, folder));
  gateway = await startProcess({
    command: process.env.VERSITYGW!,
    words: [
      ...['--port', `127.0.0.1:${port}`, '--region', region, 'posix'],
      ...['--versioning-dir', join(home, 'versions'), join(home, 'data')],
    ],
    environment: {
      ROOT_ACCESS_KEY: credentials.accessKeyId,
      ROOT_SECRET_KEY: credentials.secretAccessKey,
    },
    async isReady() {
      const asking = connect();
      try {
        await asking.send(new ListBucketsCommand());
        return true;
      } finally {
        asking.destroy();
      }
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await rm(home, { recursive: true, force: true });
});

async function open(): Promise<S3Store> {
  client = connect();
  bucket = `shop-${randomUUID()}`;
  await client.send(
    new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
  );
  store = openS3Store(client, bucket);
  return store;
}
afterEach(async () => {
  await store.close();
  client.destroy();
});

describe('contract', () => describeObjectStore(open));

describe('beyond the contract', () => {
  beforeEach(open);

  test('more objects than a page of a list holds are listed', async () => {
    for (let i = 0; i < 1100; i += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, j) => store.write(`many/${i + j}`, 'x')));
    }
    expect(await store.list('many/')).toHaveLength(1100);
  });

  test('an object in parts is written, has the MD5 of its parts for a version, and is read', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 'orders');
    await store.writeFile('big', (path) => writeFile(path, content));
    expect((await store.stat('big'))!.version).toMatch(/^[0-9a-f]{32}-2$/);
    expect(content.equals(await readFile(await store.openFile('big')))).toBe(true);
    expect(content.equals(Buffer.from(await store.read('big')))).toBe(true);
  });

  test('of twenty that write at once on a condition, one writes', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => store.writeIf('claim', `${i}`, null)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(new Set(refused.map(({ reason }) => reason.name))).toEqual(new Set(['ObjectChanged']));
  });

  test('a bucket that is not there is no missing object', async () => {
    const other = openS3Store(client, 'no-such-bucket-here');
    await expect(other.read('key')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

/** As in test/servers/s3-server.test.ts: what our own S3 server says of it. */
describe('an upload in parts', () => {
  beforeEach(open);

  async function upload(begin: { ChecksumAlgorithm?: 'CRC32' }, namesChecksum: boolean) {
    const target = { Bucket: bucket, Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...begin }));
    const part = new UploadPartCommand({
      ...target,
      UploadId,
      PartNumber: 1,
      Body: Buffer.from('some text'),
    });
    const { ETag } = await client.send(part);
    const Parts = [{ PartNumber: 1, ETag, ...(namesChecksum ? { ChecksumCRC32: 'T7q9ug==' } : {}) }];
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
    return client.send(new GetObjectCommand({ ...target, ChecksumMode: 'ENABLED' }));
  }

  test('names the checksums of its parts where it was begun for them, and nowhere else', async () => {
    await expect(upload({}, true)).rejects.toMatchObject({ name: 'InvalidPart' });
    const { Body, ChecksumCRC32 } = await upload({ ChecksumAlgorithm: 'CRC32' }, true);
    expect(ChecksumCRC32).toMatch(/==-1$/);
    expect(await Body!.transformToString()).toBe('some text');
  });
});
