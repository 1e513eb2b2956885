import { open, stat } from 'node:fs/promises';
import { UserError } from '../../core/errors/user-error.js';

export type FileKind = 'text' | 'gzip' | 'zip' | 'parquet';

const headBytes = 4096;

/**
 * What a file is by its first bytes; its name does not matter.
 * @throws UserError `FileNotFound`, `NotAFile`, `EmptyFile`, `UnsupportedFormat`
 */
export async function fileKind(path: string, file: string): Promise<FileKind> {
  const head = await readHead(path, file);
  if (head.length === 0) throw refused('EmptyFile', 'the file is empty', 'Export the orders again.', file);
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  const other = otherFormats.find(({ magic }) => starts(...magic));
  if (other) throw refused('UnsupportedFormat', `this is ${other.what}`, other.remedy, file);
  return 'text';
}

const otherFormats = [
  {
    what: 'an old Excel file (.xls), or one with a password',
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    remedy: 'Save it as .xlsx without a password.',
  },
  { what: 'packed with zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], remedy: 'Unpack it, or pack it with gzip.' },
  { what: 'packed with bzip2', magic: [0x42, 0x5a, 0x68], remedy: 'Unpack it, or pack it with gzip.' },
  { what: 'packed with xz', magic: [0xfd, 0x37, 0x7a, 0x58], remedy: 'Unpack it, or pack it with gzip.' },
  { what: 'a PDF', magic: [0x25, 0x50, 0x44, 0x46], remedy: 'Export the orders as CSV or Excel.' },
];

async function readHead(path: string, file: string): Promise<Uint8Array> {
  const found = await stat(path).catch((cause) => {
    if (cause.code !== 'ENOENT') throw cause;
    throw new UserError('FileNotFound', 'there is no such file', { remedy: 'Check the path.', file, cause });
  });
  if (found.isDirectory()) throw refused('NotAFile', 'this is a folder', 'Name the files in it.', file);
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const refused = (name: string, message: string, remedy: string, file: string) =>
  new UserError(name, message, { remedy, file });
