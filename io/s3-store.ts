import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { accessDenied, objectChanged, objectNotFound } from './object-errors.js';
import type { ObjectStore, StoredObject } from './object-store.js';
import { putFile } from './s3-upload.js';

/** Characters of a key's last part kept in a download's name; a file name holds 255 bytes. */
const longestName = 50;

export interface S3Store extends ObjectStore {
  /** Removes the downloads. */
  close(): Promise<void>;
}

export interface S3StoreOptions {
  /** Where the folder of downloads is made. */
  readonly tempRoot?: string;
}

/**
 * Objects of one bucket. The version is the ETag: the content's MD5 (or, for a multipart upload, the MD5 of its
 * parts' MD5s, which the same content in parts of the same size has again).
 */
export function openS3Store(
  client: S3Client,
  bucket: string,
  { tempRoot = tmpdir() }: S3StoreOptions = {},
): S3Store {
  const downloads = new Map<string, Promise<string>>();
  let folder: Promise<string> | undefined;
  const openFolder = () => {
    folder ??= mkdtemp(join(tempRoot, 'insiders-s3-'));
    return folder;
  };
  const tempPath = async (key: string) =>
    join(await openFolder(), `${randomUUID()}-${basename(key).slice(-longestName)}`);

  const store: S3Store = {
    async read(key) {
      return readWhole(key, async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return Body!.transformToByteArray();
      });
    },
    async write(key, body) {
      downloads.delete(key);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytesOf(body) }));
    },
    async writeIf(key, body, expectedVersion) {
      downloads.delete(key);
      const condition = expectedVersion === null ? { IfNoneMatch: '*' } : { IfMatch: `"${expectedVersion}"` };
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytesOf(body), ...condition });
      await client.send(command).catch(async (error) => {
        if (!isConflict(error)) throw error;
        // The SDK tries again when an answer is lost; then the condition fails on our own earlier write.
        const retried = error.$metadata.attempts > 1;
        if (!retried || (await store.stat(key))?.version !== md5(body)) throw objectChanged(key);
      });
    },
    async stat(key) {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return describe(key, head.ContentLength!, head.ETag!, head.LastModified!);
      } catch (error) {
        if (isMissing(error)) return null;
        // The answer to this request has no body that could say so.
        if ((error as S3ServiceException).$metadata?.httpStatusCode === 403) throw accessDenied(key, error);
        throw error;
      }
    },
    async list(prefix) {
      const objects: StoredObject[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
          objects.push(describe(Key!, Size!, ETag!, LastModified!));
        }
        token = page.NextContinuationToken;
      } while (token);
      return objects;
    },
    async keys(prefix) {
      return (await store.list(prefix)).map(({ key }) => key);
    },
    async remove(key) {
      downloads.delete(key);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    openFile(key) {
      const known = downloads.get(key);
      if (known) return known;
      const download = readWhole(key, async () => {
        const path = await tempPath(key);
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        await pipeline(Body as Readable, createWriteStream(path));
        return path;
      });
      downloads.set(key, download);
      download.catch(() => downloads.delete(key));
      return download;
    },
    writeFile: (key, fill) => store.writeFiles([key], ([path]) => fill(path!)),
    async writeFiles(keys, fill) {
      for (const key of keys) downloads.delete(key);
      const paths = await Promise.all(keys.map(tempPath));
      try {
        await fill([...paths]);
        // Each to its end, so that none is still under way when this one is over.
        const puts = await Promise.allSettled(keys.map((key, i) => putFile(client, bucket, key, paths[i]!)));
        const failed = puts.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
        if (failed) throw failed.reason;
      } finally {
        await Promise.all(paths.map((path) => rm(path, { force: true })));
      }
    },
    async close() {
      downloads.clear();
      if (folder) await rm(await folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
  return store;
}

const describe = (key: string, size: number, etag: string, modifiedAt: Date): StoredObject => ({
  key,
  size,
  version: etag.replaceAll('"', ''),
  modifiedAt,
});

/** Reads again when the connection breaks amid the body: the SDK's own retries end with the headers. */
async function readWhole<T>(key: string, read: () => Promise<T>): Promise<T> {
  for (let triesLeft = 2; ; triesLeft--) {
    try {
      return await read();
    } catch (error) {
      if (isMissing(error)) throw objectNotFound(key);
      const isAnswer = (error as { $fault?: string }).$fault !== undefined;
      if (isAnswer || triesLeft === 0) throw error;
    }
  }
}

const nameOf = (error: unknown) => (error as Error).name;
const isMissing = (error: unknown) => ['NoSuchKey', 'NotFound'].includes(nameOf(error));

/** 412; 409 when two conditional writes meet; 404 when the object to be replaced is gone. */
const isConflict = (error: unknown) =>
  ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(nameOf(error));

/** The SDK takes an empty text for a stream of unknown length. */
const bytesOf = (body: Uint8Array | string) => Buffer.from(body as string);

const md5 = (body: Uint8Array | string) => createHash('md5').update(body).digest('hex');
