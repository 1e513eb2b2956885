import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { crc64NvmeBase64 } from './s3-body.js';
import { type S3Server, startS3Server } from './s3-server.js';

let server: S3Server;
let client: S3Client;
beforeAll(async () => {
  server = await startS3Server('shop-bucket');
  client = new S3Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

const put = (key: string, headers: Record<string, string>, body = 'some text') =>
  fetch(`${server.url}/shop-bucket/${key}`, {
    method: 'PUT',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/', ...headers },
    body,
  });

test('a stream is stored without the framing that it came in, its trailing checksum verified', async () => {
  const content = Buffer.alloc(300_000, 'line\r\n');
  const Body = Readable.from([content.subarray(0, 100_000), content.subarray(100_000)]);
  await client.send(
    new PutObjectCommand({ Bucket: 'shop-bucket', Key: 'stream', Body, ContentLength: content.length }),
  );
  expect(server.objects.get('stream')!.content.equals(content)).toBe(true);
});

test('a framed body whose trailer is wrong is refused', async () => {
  const framed = (crc: string) => `9\r\nsome text\r\n0\r\nx-amz-checksum-crc32:${crc}\r\n\r\n`;
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '9',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  expect((await put('framed', headers, framed('Wlo9Yw=='))).status).toBe(400);
  expect(server.objects.has('framed')).toBe(false);
});

test.each([
  ['content-md5', 'VS4hzr+nblBcRhLFOzhQdQ=='],
  ['x-amz-checksum-crc32', 'AAAAAA=='],
  ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA='],
  ['x-amz-checksum-sha256', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
])('a wrong %s is refused with BadDigest', async (name, value) => {
  const answer = await put('wrong', { [name]: value });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('<Code>BadDigest</Code>');
});

test('CRC-64/NVME of the digits 1 to 9 is ae8b14860a799888, as the catalogue of CRCs has it', () => {
  expect(Buffer.from(crc64NvmeBase64(Buffer.from('123456789')), 'base64').toString('hex')).toBe(
    'ae8b14860a799888',
  );
});

test.each([
  ['bytes=2-4', 'CDE', 'bytes 2-4/10'],
  ['bytes=7-', 'HIJ', 'bytes 7-9/10'],
  ['bytes=-2', 'IJ', 'bytes 8-9/10'],
  ['bytes=8-99', 'IJ', 'bytes 8-9/10'],
])('the range %s gives %s', async (Range, text, contentRange) => {
  await put('letters', {}, 'ABCDEFGHIJ');
  const answer = await client.send(new GetObjectCommand({ Bucket: 'shop-bucket', Key: 'letters', Range }));
  expect(await answer.Body!.transformToString()).toBe(text);
  expect(answer.ContentRange).toBe(contentRange);
});

test('a range beyond the end is refused', async () => {
  await put('letters', {}, 'ABCDEFGHIJ');
  const beyond = client.send(
    new GetObjectCommand({ Bucket: 'shop-bucket', Key: 'letters', Range: 'bytes=10-' }),
  );
  await expect(beyond).rejects.toMatchObject({ name: 'InvalidRange' } satisfies Partial<S3ServiceException>);
});

test('a copy has the content and the ETag of its source', async () => {
  await put('a b/ü', {});
  await client.send(
    new CopyObjectCommand({ Bucket: 'shop-bucket', Key: 'copy', CopySource: encodeURI('shop-bucket/a b/ü') }),
  );
  expect(server.objects.get('copy')!.etag).toBe('552e21cd4cd9918678e3c1a0df491bc3');
});

test('an unsigned request is refused, an unknown operation not pretended', async () => {
  expect((await fetch(`${server.url}/shop-bucket/letters`)).status).toBe(403);
  const acl = await fetch(`${server.url}/shop-bucket?acl`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/' },
  });
  expect(acl.status).toBe(501);
});

describe('an upload in parts', () => {
  const target = { Bucket: 'shop-bucket', Key: 'parts' };

  /** Of one part, which the SDK sends with its CRC-32. */
  async function upload(begin: { ChecksumAlgorithm?: 'CRC32' }, namesChecksum: boolean) {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...begin }));
    const part = new UploadPartCommand({
      ...target,
      UploadId,
      PartNumber: 1,
      Body: Buffer.from('some text'),
    });
    const { ETag, ChecksumCRC32 } = await client.send(part);
    expect(ChecksumCRC32).toBe('T7q9ug==');
    const Parts = [{ PartNumber: 1, ETag, ...(namesChecksum ? { ChecksumCRC32 } : {}) }];
    const end = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } });
    return client.send(end);
  }

  test('that was begun for checksums names them at the end, and one that was not does not', async () => {
    await expect(upload({}, true)).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(upload({ ChecksumAlgorithm: 'CRC32' }, false)).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    await upload({}, false);
    await upload({ ChecksumAlgorithm: 'CRC32' }, true);
  });

  test('has a checksum of its parts’ checksums, which whoever reads it is told', async () => {
    await upload({ ChecksumAlgorithm: 'CRC32' }, true);
    const { ChecksumCRC32, Body } = await client.send(
      new GetObjectCommand({ ...target, ChecksumMode: 'ENABLED' }),
    );
    expect(ChecksumCRC32).toMatch(/^[A-Za-z0-9+/]{6}==-1$/);
    expect(await Body!.transformToString()).toBe('some text');
  });
});
