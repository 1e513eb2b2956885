import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ServerRequest } from './http-server.js';
import { S3Error } from './s3-error.js';

/** A request's content once its framing is removed and every digest it came with was found to be right. */
export function contentOf({ headers, body }: ServerRequest): Buffer {
  const isChunked = headers['content-encoding']?.split(',').includes('aws-chunked') ?? false;
  const { content, trailers } = isChunked ? unframe(body) : { content: body, trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (isChunked && Number(length) !== content.length) {
    throw new S3Error(400, 'IncompleteBody', `${length} bytes announced, ${content.length} sent`);
  }
  if (headers['x-amz-trailer'] && !(headers['x-amz-trailer'] in trailers)) {
    throw new S3Error(400, 'MalformedTrailerError', `trailer ${headers['x-amz-trailer']} is missing`);
  }
  verify(content, { ...headers, ...trailers });
  return content;
}

/** `size-in-hex[;extension]\r\n bytes \r\n` …, a chunk of size 0, then `name:value\r\n` trailers. */
function unframe(body: Buffer): { content: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (lineEnd < 0 || Number.isNaN(size))
      throw new S3Error(400, 'InvalidRequest', 'broken aws-chunked body');
    at = lineEnd + 2;
    if (size === 0) {
      const lines = body.toString('latin1', at).split('\r\n').filter(Boolean);
      return { content: Buffer.concat(chunks), trailers: Object.fromEntries(lines.map(splitTrailer)) };
    }
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
}

const splitTrailer = (line: string) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)];

const digests: Record<string, (content: Buffer) => string> = {
  'content-md5': (content) => hash('md5', content),
  'x-amz-checksum-crc32': crc32Base64,
  'x-amz-checksum-crc64nvme': crc64NvmeBase64,
  'x-amz-checksum-sha1': (content) => hash('sha1', content),
  'x-amz-checksum-sha256': (content) => hash('sha256', content),
};

function verify(content: Buffer, headers: Record<string, string | undefined>): void {
  const sha256 = headers['x-amz-content-sha256'];
  if (sha256 && /^[0-9a-f]{64}$/.test(sha256) && hash('sha256', content, 'hex') !== sha256) {
    throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'the content does not match x-amz-content-sha256');
  }
  for (const [name, value] of Object.entries(headers)) {
    const isDigest = name === 'content-md5' || /^x-amz-checksum-(?!algorithm|mode|type)/.test(name);
    if (!isDigest) continue;
    const digest = digests[name];
    if (!digest) throw new S3Error(501, 'NotImplemented', `no ${name} here`);
    if (digest(content) !== value) throw new S3Error(400, 'BadDigest', `${name} does not match the content`);
  }
}

const hash = (algorithm: string, content: Buffer, encoding: 'base64' | 'hex' = 'base64') =>
  createHash(algorithm).update(content).digest(encoding);

export function crc32Base64(content: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes.toString('base64');
}

/** CRC-64/NVME, reflected, polynomial 0xad93d23594c93659: the NVM Express base specification. */
export function crc64NvmeBase64(content: Buffer): string {
  const ones = 0xffffffffffffffffn;
  let crc = ones;
  for (const byte of content) crc = crc64Table[Number((crc ^ BigInt(byte)) & 0xffn)]! ^ (crc >> 8n);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(crc ^ ones);
  return bytes.toString('base64');
}

const crc64Table = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
  return crc;
});
