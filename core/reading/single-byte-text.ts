import { endOfLine, isLineEnd } from './bytes.js';

/** Characters of bytes 0x80 to 0x9f in Windows-1252; the five it leaves open stay control characters. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Characters of bytes 0x80 to 0xff in the encoding of the Macintosh before OS X. */
const macintosh =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø' +
  '¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

/** Encodings that a line may be in which is not UTF-8. */
export const singleBytes = [
  ...(['windows-1252', 'iso-8859-1', 'macintosh'] as const),
  ...(['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'koi8-r'] as const),
] as const;
export type SingleByte = (typeof singleBytes)[number];

const tableOf = (codeOf: (byte: number) => number) =>
  Uint16Array.from({ length: 256 }, (_, byte) => codeOf(byte));

/** As Node decodes it; made once, as every line asks for it. */
function decodedTable(encoding: SingleByte): Uint16Array {
  const decoder = new TextDecoder(encoding);
  const table = tableOf((byte) => decoder.decode(Uint8Array.of(byte)).charCodeAt(0));
  tables[encoding] = table;
  return table;
}

/** The character of each byte. */
const tables: Partial<Record<SingleByte, Uint16Array>> = {
  'iso-8859-1': tableOf((byte) => byte),
  'windows-1252': tableOf((byte) =>
    byte >= 0x80 && byte < 0xa0 ? windows1252.charCodeAt(byte - 0x80) : byte,
  ),
  macintosh: tableOf((byte) => (byte < 0x80 ? byte : macintosh.charCodeAt(byte - 0x80))),
};

/** UTF-8 bytes of text in a single-byte encoding. */
export function utf8Of(bytes: Uint8Array, encoding: SingleByte): Uint8Array {
  const utf8 = new Uint8Array(3 * bytes.length);
  const table = tables[encoding] ?? decodedTable(encoding);
  let n = 0;
  for (const byte of bytes) {
    const code = table[byte]!;
    if (code < 0x80) utf8[n++] = code;
    else if (code < 0x800) {
      utf8[n++] = 0xc0 | (code >> 6);
      utf8[n++] = 0x80 | (code & 63);
    } else {
      utf8[n++] = 0xe0 | (code >> 12);
      utf8[n++] = 0x80 | ((code >> 6) & 63);
      utf8[n++] = 0x80 | (code & 63);
    }
  }
  return utf8.subarray(0, n);
}

/** Blocks that are valid by themselves, as most are, need no look at their lines. */
const blockBytes = 1024;

/**
 * Makes whole lines UTF-8 where they are not: such a line is taken for Windows-1252 (a superset of the
 * printable ISO-8859-1) or another encoding. Line by line, because joined exports mix encodings.
 * @param isUtf8 tells whether bytes are valid UTF-8
 * @returns the text, and how many lines were not UTF-8
 */
export function repairUtf8(
  text: Uint8Array,
  isUtf8: (bytes: Uint8Array) => boolean,
  encoding: SingleByte = 'windows-1252',
): { text: Uint8Array; repairedLines: number } {
  if (isUtf8(text)) return { text, repairedLines: 0 };
  const parts: Uint8Array[] = [];
  let repairedLines = 0;
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const blockEnd = Math.min(at + blockBytes, text.length);
    if (isUtf8(text.subarray(at, blockEnd))) {
      at = blockEnd;
      continue;
    }
    while (text[at]! < 0x80) at++;
    const start = startOfLine(text, at);
    const end = endOfLine(text, at);
    const line = text.subarray(start, end);
    if (!isUtf8(line)) {
      parts.push(text.subarray(done, start), utf8Of(line, encoding));
      repairedLines++;
      done = end;
    }
    at = end;
  }
  parts.push(text.subarray(done));
  return { text: joined(parts), repairedLines };
}

function startOfLine(text: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  return start;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
