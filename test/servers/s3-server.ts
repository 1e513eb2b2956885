import { createHash, randomUUID } from 'node:crypto';
import {
  type FaultHook,
  type ServerAnswer,
  type ServerRequest,
  type ServiceError,
  startServer,
} from './http-server.js';
import { contentOf, crc32Base64 } from './s3-body.js';
import { errorAnswer, S3Error, xml } from './s3-error.js';

interface S3Object {
  readonly content: Buffer;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
}

interface Upload {
  readonly key: string;
  readonly parts: Map<number, S3Object>;
}

export interface S3ServerOptions {
  /** Most keys of a list's page. S3 has 1,000. */
  readonly pageSize?: number;
  /** Least bytes of a part that is not the last. S3 has 5 MiB. */
  readonly minimumPartBytes?: number;
}

export interface S3Server {
  readonly url: string;
  /** What is stored, for looking into it. */
  readonly objects: ReadonlyMap<string, S3Object>;
  /** Method and key of each request so far. */
  readonly requests: string[];
  /** Set it to make requests fail. */
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

/**
 * The parts of S3 that this project uses, in memory, with S3's own rules: digests are verified, ETags are MD5s,
 * conditional writes fail with 412, lists come in pages. What it does not know it answers with NotImplemented.
 */
export async function startS3Server(
  bucket: string,
  { pageSize = 1000, minimumPartBytes = 5 * 1024 * 1024 }: S3ServerOptions = {},
): Promise<S3Server> {
  const objects = new Map<string, S3Object>();
  const uploads = new Map<string, Upload>();
  const requests: string[] = [];

  const operations: Record<string, (key: string, request: ServerRequest) => ServerAnswer> = {
    ListObjectsV2: (_, { url }) => listObjects(objects, bucket, url.searchParams, pageSize),
    HeadObject: (key, request) => getObject(objects, key, request),
    GetObject: (key, request) => getObject(objects, key, request),
    PutObject: (key, request) => {
      checkConditions(objects.get(key), request);
      const object = storedObject(contentOf(request));
      objects.set(key, object);
      return { status: 200, headers: { etag: `"${object.etag}"` } };
    },
    CopyObject: (key, { headers }) => {
      const [sourceBucket, ...source] = decodeURIComponent(headers['x-amz-copy-source']!)
        .replace(/^\//, '')
        .split('/');
      const original = sourceBucket === bucket ? objects.get(source.join('/')) : undefined;
      if (!original) throw new S3Error(404, 'NoSuchKey', 'the source of the copy does not exist');
      const copy = storedObject(original.content);
      objects.set(key, copy);
      return xmlAnswer('CopyObjectResult', {
        ETag: `"${copy.etag}"`,
        LastModified: copy.modifiedAt.toISOString(),
      });
    },
    DeleteObject: (key) => {
      objects.delete(key);
      return { status: 204 };
    },
    CreateMultipartUpload: (key) => {
      const UploadId = randomUUID();
      uploads.set(UploadId, { key, parts: new Map() });
      return xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId });
    },
    UploadPart: (key, request) => {
      const number = Number(request.url.searchParams.get('partNumber'));
      if (!(number >= 1 && number <= 10_000)) throw new S3Error(400, 'InvalidArgument', 'part number');
      const part = storedObject(contentOf(request));
      findUpload(uploads, key, request.url).parts.set(number, part);
      const checksum = { 'x-amz-checksum-crc32': crc32Base64(part.content) };
      return { status: 200, headers: { etag: `"${part.etag}"`, ...checksum } };
    },
    CompleteMultipartUpload: (key, request) => {
      const upload = findUpload(uploads, key, request.url);
      checkConditions(objects.get(key), request);
      const object = joinParts(upload, request.body.toString(), minimumPartBytes);
      objects.set(key, object);
      uploads.delete(request.url.searchParams.get('uploadId')!);
      return xmlAnswer('CompleteMultipartUploadResult', {
        Bucket: bucket,
        Key: key,
        ETag: `"${object.etag}"`,
      });
    },
    AbortMultipartUpload: (key, { url }) => {
      findUpload(uploads, key, url);
      uploads.delete(url.searchParams.get('uploadId')!);
      return { status: 204 };
    },
  };

  const handle = async (request: ServerRequest): Promise<ServerAnswer> => {
    const [requestedBucket, ...path] = decodeURIComponent(request.url.pathname).slice(1).split('/');
    const key = path.join('/');
    requests.push(`${request.method} ${key}`);
    try {
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
        throw new S3Error(403, 'AccessDenied', 'the request is not signed');
      }
      if (requestedBucket !== bucket) throw new S3Error(404, 'NoSuchBucket', `no bucket ${requestedBucket}`);
      const name = operationOf(request, key);
      const operation = operations[name];
      if (!operation) throw new S3Error(501, 'NotImplemented', `${request.method} ${request.url}`);
      return operation(key, request);
    } catch (error) {
      if (error instanceof S3Error) return errorAnswer(error);
      throw error;
    }
  };

  const server: S3Server = { url: '', objects, requests, faults: undefined, close: () => running.close() };
  const running = await startServer(handle, injected, () => server.faults);
  return Object.assign(server, { url: running.url });
}

const injected = ({ status, name }: ServiceError) => errorAnswer(new S3Error(status, name, 'injected'));

function operationOf({ method, url, headers }: ServerRequest, key: string): string {
  const has = (name: string) => url.searchParams.has(name);
  if (key === '') return method === 'GET' && url.searchParams.get('list-type') === '2' ? 'ListObjectsV2' : '';
  if (method === 'POST')
    return has('uploads') ? 'CreateMultipartUpload' : has('uploadId') ? 'CompleteMultipartUpload' : '';
  if (method === 'PUT' && headers['x-amz-copy-source']) return has('partNumber') ? '' : 'CopyObject';
  if (method === 'PUT') return has('partNumber') ? 'UploadPart' : 'PutObject';
  if (method === 'DELETE') return has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  return { GET: 'GetObject', HEAD: 'HeadObject' }[method] ?? '';
}

const md5 = (content: Buffer) => createHash('md5').update(content).digest();
const storedObject = (content: Buffer, etag = md5(content).toString('hex')): S3Object => ({
  content,
  etag,
  // S3 keeps whole seconds.
  modifiedAt: new Date(Math.floor(Date.now() / 1000) * 1000),
});

const xmlAnswer = (root: string, fields: Parameters<typeof xml>[1]): ServerAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xml(root, fields),
});

function checkConditions(existing: S3Object | undefined, { headers }: ServerRequest): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch && ifNoneMatch !== '*')
    throw new S3Error(501, 'NotImplemented', 'If-None-Match takes * only');
  if (ifMatch && !existing) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  if ((ifNoneMatch && existing) || (ifMatch && ifMatch.replaceAll('"', '') !== existing?.etag)) {
    throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions did not hold');
  }
}

function getObject(objects: Map<string, S3Object>, key: string, { headers }: ServerRequest): ServerAnswer {
  const object = objects.get(key);
  if (!object) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  const { content, etag, modifiedAt } = object;
  const common = { etag: `"${etag}"`, 'last-modified': modifiedAt.toUTCString(), 'accept-ranges': 'bytes' };
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
  if (!range) {
    const checksum = headers['x-amz-checksum-mode'] === 'ENABLED' && {
      'x-amz-checksum-crc32': crc32Base64(content),
    };
    return {
      status: 200,
      headers: { ...common, ...checksum, 'content-length': `${content.length}` },
      body: content,
    };
  }
  const [from, to] = rangeOf(range[1]!, range[2]!, content.length);
  if (from > to) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  const contentRange = `bytes ${from}-${to}/${content.length}`;
  return {
    status: 206,
    headers: { ...common, 'content-range': contentRange },
    body: content.subarray(from, to + 1),
  };
}

/** First and last byte of `bytes=from-to`, `bytes=from-` or `bytes=-lastBytes`. */
function rangeOf(from: string, to: string, length: number): [number, number] {
  if (from === '') return [Math.max(0, length - Number(to)), length - 1];
  return [Number(from), to === '' ? length - 1 : Math.min(Number(to), length - 1)];
}

function listObjects(
  objects: Map<string, S3Object>,
  bucket: string,
  query: URLSearchParams,
  pageSize: number,
): ServerAnswer {
  const unknown = [...query.keys()].find((name) => !listParameters.has(name));
  if (unknown) throw new S3Error(501, 'NotImplemented', `list parameter ${unknown}`);
  const prefix = query.get('prefix') ?? '';
  const after = Buffer.from(query.get('continuation-token') ?? '', 'base64').toString();
  const limit = Math.min(pageSize, Number(query.get('max-keys') ?? pageSize));
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  const rest = keys.slice(after === '' ? 0 : keys.findIndex((key) => byBytes(key, after) > 0));
  const page = rest.slice(0, limit);
  const isTruncated = rest.length > page.length;
  return xmlAnswer('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    KeyCount: page.length,
    MaxKeys: limit,
    IsTruncated: isTruncated,
    ...(isTruncated && { NextContinuationToken: Buffer.from(page.at(-1)!).toString('base64') }),
    Contents: page.map((key) => {
      const { content, etag, modifiedAt } = objects.get(key)!;
      return { Key: key, Size: content.length, ETag: `"${etag}"`, LastModified: modifiedAt.toISOString() };
    }),
  });
}

const listParameters = new Set(['list-type', 'prefix', 'continuation-token', 'max-keys', 'x-id']);
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function findUpload(uploads: Map<string, Upload>, key: string, url: URL): Upload {
  const upload = uploads.get(url.searchParams.get('uploadId')!);
  if (upload?.key !== key) throw new S3Error(404, 'NoSuchUpload', 'The specified upload does not exist.');
  return upload;
}

/** The parts that the request lists, in its order; ETag and checksum of each must be those of the part. */
function joinParts({ parts }: Upload, request: string, minimumPartBytes: number): S3Object {
  const listed = [...request.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part]) => ({
    number: Number(tag(part!, 'PartNumber')),
    etag: tag(part!, 'ETag')?.replaceAll('&quot;', '').replaceAll('"', ''),
    crc32: tag(part!, 'ChecksumCRC32'),
  }));
  if (listed.length === 0) throw new S3Error(400, 'MalformedXML', 'no parts');
  const chosen = listed.map(({ number, etag, crc32 }, i) => {
    const part = parts.get(number);
    if (!part || part.etag !== etag || crc32 !== crc32Base64(part.content)) {
      throw new S3Error(400, 'InvalidPart', `part ${number} is missing, or its ETag or checksum is another`);
    }
    if (i > 0 && number <= listed[i - 1]!.number) throw new S3Error(400, 'InvalidPartOrder', 'not in order');
    if (i < listed.length - 1 && part.content.length < minimumPartBytes) {
      throw new S3Error(400, 'EntityTooSmall', `part ${number} has ${part.content.length} bytes`);
    }
    return part;
  });
  const digest = md5(Buffer.concat(chosen.map(({ content }) => md5(content))));
  return storedObject(
    Buffer.concat(chosen.map(({ content }) => content)),
    `${digest.toString('hex')}-${chosen.length}`,
  );
}

const tag = (text: string, name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(text)?.[1];
