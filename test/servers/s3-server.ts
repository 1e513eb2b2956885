import { randomUUID } from 'node:crypto';
import {
  callerOf,
  type FaultHook,
  type ServerAnswer,
  type ServerRequest,
  type ServiceError,
  startServer,
} from './http-server.js';
import { contentOf, crc32Base64 } from './s3-body.js';
import { errorAnswer, S3Error, xmlAnswer } from './s3-error.js';
import { listObjects } from './s3-list.js';
import { findUpload, joinParts, type Upload } from './s3-multipart.js';
import { checkConditions, getObject, type S3Object, storedObject } from './s3-objects.js';

export interface S3ServerOptions {
  /** Most keys of a list's page. S3 has 1,000. */
  readonly pageSize?: number;
  /** Least bytes of a part that is not the last. S3 has 5 MiB. */
  readonly minimumPartBytes?: number;
}
/** A request that came: its method and key (none for a list), and the access key that signed it. */
export interface S3Request {
  readonly caller: string;
  readonly method: string;
  readonly key: string;
}

export interface S3Server {
  readonly url: string;
  /** What is stored, for looking into it. */
  readonly objects: Map<string, S3Object>;
  readonly requests: S3Request[];
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
  const requests: S3Request[] = [];

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
    CreateMultipartUpload: (key, { headers }) => {
      const algorithm = headers['x-amz-checksum-algorithm'];
      if (algorithm !== undefined && algorithm !== 'CRC32')
        throw new S3Error(501, 'NotImplemented', algorithm);
      const UploadId = randomUUID();
      uploads.set(UploadId, { key, hasChecksums: algorithm !== undefined, parts: new Map() });
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
    requests.push({ caller: callerOf(request), method: request.method, key });
    try {
      if (!callerOf(request)) throw new S3Error(403, 'AccessDenied', 'the request is not signed');
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
