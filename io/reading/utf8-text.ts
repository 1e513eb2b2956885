import { isUtf8 } from 'node:buffer';
import { UserError } from '../../core/errors/user-error.js';
import { byteOf } from '../../core/reading/bytes.js';
import { repairUtf8, type SingleByte, singleBytes, utf8Of } from '../../core/reading/single-byte-text.js';
import type { TextEncoding } from '../../core/reading/text-encoding.js';

const longestLine = 16 << 20;

/** Counts lines that were not UTF-8 and so were read in a single-byte encoding. */
export interface Repairs {
  lines: number;
}

export const isSingleByte = (encoding: TextEncoding): encoding is SingleByte =>
  (singleBytes as readonly TextEncoding[]).includes(encoding);

/**
 * Makes UTF-8 of text in any encoding, in chunks that end where a line does.
 * @param open gives the text from its start; asked again only to count the lines before one that is refused
 * @param encoding null: each line is UTF-8, or else what `otherwise` says
 * @throws UserError `LineTooLong`
 */
export async function* utf8Text(
  open: () => AsyncIterable<Uint8Array>,
  {
    encoding,
    otherwise = 'windows-1252',
    repairs,
    file,
  }: { encoding: TextEncoding | null; otherwise?: SingleByte; repairs: Repairs; file: string },
): AsyncGenerator<Uint8Array> {
  if (encoding !== null && !isSingleByte(encoding)) {
    yield* wholeLines(() => decoded(open(), encoding), file);
    return;
  }
  for await (const text of wholeLines(open, file)) {
    if (encoding) yield utf8Of(text, encoding);
    else {
      const repaired = repairUtf8(text, isUtf8, otherwise);
      repairs.lines += repaired.repairedLines;
      yield repaired.text;
    }
  }
}

/** A byte order mark is taken off by the decoder. */
async function* decoded(
  source: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Joins chunks so that each ends after a line end, but for the last. */
async function* wholeLines(open: () => AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let nBytes = 0;
  for await (const chunk of open()) {
    const text =
      rest.length > 0
        ? Buffer.concat([rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const end = Math.max(text.lastIndexOf(byteOf.newline), text.lastIndexOf(byteOf.carriageReturn)) + 1;
    rest = text.subarray(end);
    nBytes += end;
    if (end > 0) yield text.subarray(0, end);
    if (rest.length > longestLine) throw lineTooLong(file, 1 + (await countLines(open(), nBytes)));
  }
  if (rest.length > 0) yield rest;
}

/** Lines that end within the first bytes: with LF, CRLF or CR. */
async function countLines(source: AsyncIterable<Uint8Array>, nBytes: number): Promise<number> {
  let [lines, left, isAfterReturn] = [0, nBytes, false];
  for await (const chunk of source) {
    for (const byte of chunk.subarray(0, left)) {
      if (byte === byteOf.carriageReturn || (byte === byteOf.newline && !isAfterReturn)) lines++;
      isAfterReturn = byte === byteOf.carriageReturn;
    }
    left -= Math.min(left, chunk.length);
    if (left === 0) break;
  }
  return lines;
}

const lineTooLong = (file: string, line: number) =>
  new UserError(
    'LineTooLong',
    `the line is longer than ${longestLine >> 20} MB, so this is no table of orders`,
    {
      remedy: 'Export the orders as CSV, one line each.',
      ...{ file, line },
    },
  );
