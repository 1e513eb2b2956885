import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

/** A file within a zip file. */
export interface ZipEntry {
  readonly name: string;
  /** 0 is stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  /** As the zip file says; what it unpacks to is counted again. */
  readonly bytes: number;
  /** Where its own header is. */
  readonly offset: number;
}

/** A zip file that is damaged, or holds more than may be unpacked. */
export class ZipTrouble extends Error {
  readonly isTooLarge: boolean;
  constructor(message: string, { isTooLarge = false } = {}) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

const mostEntries = 100_000;
const [endSignature, entrySignature, headerSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const [end64Signature, locator64Signature] = [0x06064b50, 0x07064b50];

/**
 * What is in a zip file, by name in small letters, from the directory at its end. Nothing is unpacked.
 * @see PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16
 * @throws ZipTrouble
 */
export async function zipEntries(path: string): Promise<Map<string, ZipEntry>> {
  const handle = await open(path);
  try {
    const { entries, bytes, offset } = await findDirectory(handle);
    if (entries > mostEntries) throw new ZipTrouble(`it holds ${entries} files`, { isTooLarge: true });
    const directory = await readAt(handle, offset, bytes);
    const found = new Map<string, ZipEntry>();
    for (let at = 0, i = 0; i < entries; i++) {
      const [entry, next] = readEntry(directory, at);
      // Parts of a workbook are the same in any letters, and some programs write backslashes.
      found.set(entry.name.replaceAll('\\', '/').toLowerCase(), entry);
      at = next;
    }
    return found;
  } finally {
    await handle.close();
  }
}

async function findDirectory(handle: FileHandle) {
  const { size } = await handle.stat();
  // The end record is 22 bytes and a comment of up to 65,535.
  const tailAt = Math.max(0, size - 65_557);
  const tail = await readAt(handle, tailAt, size - tailAt);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at--;
  if (at < 0) throw new ZipTrouble('its end is missing');
  const directory = {
    entries: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const isLarge =
    directory.entries === 0xffff || directory.bytes === 0xffffffff || directory.offset === 0xffffffff;
  if (!isLarge || at < 20 || tail.readUInt32LE(at - 20) !== locator64Signature) return directory;
  const end = await readAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56);
  if (end.readUInt32LE(0) !== end64Signature) throw new ZipTrouble('its end is damaged');
  const number = (from: number) => Number(end.readBigUInt64LE(from));
  return { entries: number(32), bytes: number(40), offset: number(48) };
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { size } = await handle.stat();
  if (offset + length > size) throw new ZipTrouble('a part of it is missing');
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer;
}

function readEntry(directory: Buffer, at: number): [ZipEntry, number] {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) {
    throw new ZipTrouble('its directory is damaged');
  }
  const nameBytes = directory.readUInt16LE(at + 28);
  const extraBytes = directory.readUInt16LE(at + 30);
  const extraAt = at + 46 + nameBytes;
  const next = extraAt + extraBytes + directory.readUInt16LE(at + 32);
  if (next > directory.length) throw new ZipTrouble('its directory is damaged');
  const [bytes, packedBytes, offset] = largeNumbers(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    directory.subarray(extraAt, extraAt + extraBytes),
  );
  const entry = {
    name: directory.toString('utf8', at + 46, extraAt),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    ...{ packedBytes: packedBytes!, bytes: bytes!, offset: offset! },
  };
  return [entry, next];
}

/** Numbers beyond 32 bits stand in the extra field of id 1, in this order, those that need it only. */
function largeNumbers(numbers: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return numbers.map((number) => {
    if (number !== 0xffffffff || at + 8 > extra.length) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

/**
 * The bytes of an entry, unpacked as they are read.
 * @param mostBytes more than this is refused, whatever the directory says
 * @throws ZipTrouble
 */
export async function* unpackedEntry(
  path: string,
  entry: ZipEntry,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  const packed = await openEntry(path, entry);
  let [nBytes, crc] = [0, 0];
  try {
    for await (const chunk of entry.method === 0 ? packed : inflated(packed)) {
      nBytes += chunk.length;
      crc = crc32(chunk, crc);
      if (nBytes > mostBytes) {
        const message = `${entry.name} unpacks to more than ${Math.round(mostBytes / 2 ** 20)} MB`;
        throw new ZipTrouble(message, { isTooLarge: true });
      }
      yield chunk;
    }
  } catch (cause) {
    if (!(cause as NodeJS.ErrnoException).code?.startsWith('Z_')) throw cause;
    throw new ZipTrouble(`${entry.name} is damaged`);
  } finally {
    packed.destroy();
  }
  if (crc !== entry.crc) throw new ZipTrouble(`${entry.name} is damaged`);
}

async function openEntry(path: string, { name, method, offset, packedBytes }: ZipEntry): Promise<Readable> {
  if (method !== 0 && method !== 8) throw new ZipTrouble(`${name} is packed in an unknown way`);
  const handle = await open(path);
  try {
    const header = await readAt(handle, offset, 30);
    if (header.readUInt32LE(0) !== headerSignature) throw new ZipTrouble(`${name} is damaged`);
    const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const end = start + packedBytes - 1;
    return createReadStream(path, { start, end: Math.max(start, end), highWaterMark: 1 << 18 });
  } finally {
    await handle.close();
  }
}

/** The callback of the pipeline is not needed: an error also ends the iteration. */
const inflated = (packed: Readable): Readable =>
  pipeline(packed, createInflateRaw({ chunkSize: 1 << 18 }), () => {}) as unknown as Readable;
