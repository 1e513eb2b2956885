import { type FileHandle, open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
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
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
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
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // What the abort misses, the bucket's lifecycle rule clears away: the first error is the one to tell.
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
    throw error;
  }
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
