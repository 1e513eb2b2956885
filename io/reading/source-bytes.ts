import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../core/errors/user-error.js';

const chunkBytes = 1 << 20;

/**
 * What a gzip file may unpack to, besides a first part that anybody may: orders pack to a tenth, of one product and customer
 * to a hundredth; the format can hold a thousand times its size.
 */
const most = { timesItsSize: 250, mbInAnyCase: 256 } as const;

/**
 * The bytes of a file, unpacked if it is gzipped.
 * @param onRead is told how many bytes of the file itself were read so far
 * @throws UserError `TruncatedGzip`, `CorruptGzip`, `TooLarge`
 */
export async function* sourceBytes(
  path: string,
  { isGzip, file, onRead = () => {} }: { isGzip: boolean; file: string; onRead?: (nBytes: number) => void },
): AsyncGenerator<Uint8Array> {
  let nBytes = 0;
  const packed = createReadStream(path, { highWaterMark: chunkBytes });
  packed.on('data', (chunk) => {
    nBytes += chunk.length;
    onRead(nBytes);
  });
  try {
    if (!isGzip) return yield* packed;
    let nUnpacked = 0;
    for await (const chunk of unpacked(packed)) {
      nUnpacked += chunk.length;
      if (nUnpacked > Math.max(most.mbInAnyCase << 20, most.timesItsSize * nBytes)) throw tooLarge(file);
      yield chunk;
    }
  } catch (error) {
    throw gzipError(error, file, nBytes);
  } finally {
    packed.destroy();
  }
}

/** The callback of the pipeline is not needed: an error also ends the iteration. */
const unpacked = (packed: Readable): Readable =>
  pipeline(packed, createGunzip({ chunkSize: chunkBytes }), () => {}) as unknown as Readable;

const tooLarge = (file: string) =>
  new UserError('TooLarge', `the gzip file unpacks to more than ${most.timesItsSize} times its size`, {
    remedy: 'Unpack it, and look at what is in it: orders do not repeat themselves so often.',
    file,
  });

function gzipError(error: unknown, file: string, nBytes: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') {
    return new UserError('TruncatedGzip', `the gzip file ends too early, after ${nBytes} bytes`, {
      remedy: 'Copy it again: a part of it is missing.',
      file,
      cause: error,
    });
  }
  if (!code?.startsWith('Z_')) return error;
  return new UserError('CorruptGzip', 'the gzip file is damaged', {
    remedy: 'Copy it again, or pack it again.',
    file,
    cause: error,
  });
}
