import type { ServerAnswer } from './http-server.js';
import { S3Error, xmlAnswer } from './s3-error.js';
import type { S3Object } from './s3-objects.js';

export function listObjects(
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
