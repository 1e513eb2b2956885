import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** One part in memory at a time. Always the same size, so that the same content has the same ETag. */
const partBytes = 16 * 1024 * 1024;

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/** Told after each part of a large file. */
export type OnBytes = (done: number, total: number) => void;

/** Stores a local file: in one request where it is small, in parts otherwise. Visible whole or not at all. */
export async function putFile(
  client: S3Client,
  bucket: string,
  key: string,
  path: string,
  onBytes: OnBytes = () => {},
): Promise<void> {
  const target = { Bucket: bucket, Key: key };
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > partBytes) await putParts(client, target, file, size, onBytes);
    else await client.send(new PutObjectCommand({ ...target, Body: await readPart(file, 0, size) }));
  } finally {
    await file.close();
  }
}

async function putParts(
  client: S3Client,
  target: Target,
  file: FileHandle,
  size: number,
  onBytes: OnBytes,
): Promise<void> {
  // The SDK sends each part with its CRC-32. Unless the upload was begun for it, S3 does not keep it, and refuses the parts
  // that name it at the end.
  const begin = new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32' });
  const { UploadId } = await client.send(begin);
  const upload = { ...target, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    for (let start = 0; start < size; start += partBytes) {
      const PartNumber = Parts.length + 1;
      const Body = await readPart(file, start, Math.min(partBytes, size - start));
      const { ETag, ChecksumCRC32 } = await client.send(
        new UploadPartCommand({ ...upload, PartNumber, Body }),
      );
      Parts.push({ PartNumber, ETag, ChecksumCRC32 });
      onBytes(start + Body.length, size);
    }
    await complete(client, target, UploadId!, Parts);
  } catch (error) {
    // What the abort misses, the bucket's lifecycle rule clears away: the first error is the one to tell.
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
    throw error;
  }
}

/** Where the answer was lost, the SDK asks again, and the upload that is complete is no longer there. */
async function complete(
  client: S3Client,
  target: Target,
  UploadId: string,
  Parts: CompletedPart[],
): Promise<void> {
  const command = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } });
  await client.send(command).catch(async (error) => {
    if (error.name !== 'NoSuchUpload' || error.$metadata.attempts === 1) throw error;
    // Listed, because a step that writes an object may not be allowed to read it.
    const { Bucket, Key } = target;
    const list = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1 }));
    const [stored] = list.Contents ?? [];
    if (stored?.Key !== Key || stored.ETag !== `"${joinedEtag(Parts)}"`) throw error;
  });
}

/** The MD5 of the parts' MD5s, and how many they are. */
function joinedEtag(parts: readonly CompletedPart[]): string {
  const digests = parts.map(({ ETag }) => Buffer.from(ETag!.replaceAll('"', ''), 'hex'));
  return `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}`;
}

async function readPart(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const part = Buffer.alloc(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(part, filled, length - filled, start + filled);
    if (bytesRead === 0) throw new Error('the file became shorter while it was uploaded');
    filled += bytesRead;
  }
  return part;
}
