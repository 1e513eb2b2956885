import { createHash } from 'node:crypto';
import type { ServerAnswer, ServerRequest } from './http-server.js';
import { crc32Base64 } from './s3-body.js';
import { S3Error } from './s3-error.js';

export interface S3Object {
  readonly content: Buffer;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
  /** CRC-32 in base64; of an object in parts, that of its parts; undefined where it was stored without. */
  readonly crc32: string | undefined;
}

export const md5 = (content: Buffer) => createHash('md5').update(content).digest();
export const storedObject = (
  content: Buffer,
  etag = md5(content).toString('hex'),
  crc32 = etag.includes('-') ? undefined : crc32Base64(content),
): S3Object => ({
  content,
  etag,
  crc32,
  // S3 keeps whole seconds.
  modifiedAt: new Date(Math.floor(Date.now() / 1000) * 1000),
});
export function checkConditions(existing: S3Object | undefined, { headers }: ServerRequest): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch && ifNoneMatch !== '*')
    throw new S3Error(501, 'NotImplemented', 'If-None-Match takes * only');
  if (ifMatch && !existing) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  if ((ifNoneMatch && existing) || (ifMatch && ifMatch.replaceAll('"', '') !== existing?.etag)) {
    throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions did not hold');
  }
}

export function getObject(
  objects: Map<string, S3Object>,
  key: string,
  { headers }: ServerRequest,
): ServerAnswer {
  const object = objects.get(key);
  if (!object) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  const { content, etag, modifiedAt, crc32 } = object;
  const common = { etag: `"${etag}"`, 'last-modified': modifiedAt.toUTCString(), 'accept-ranges': 'bytes' };
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
  if (!range) {
    const isAsked = headers['x-amz-checksum-mode'] === 'ENABLED';
    const checksum = isAsked && crc32 !== undefined && { 'x-amz-checksum-crc32': crc32 };
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
