import type { ReadingRules } from '../rules/rules.js';
import { byteOf } from './bytes.js';

export type TextEncoding = NonNullable<ReadingRules['encoding']>;

/** What the first bytes say about the encoding; null: UTF-8 or a single-byte one, which each line decides. */
export function encodingOf(head: Uint8Array): { encoding: TextEncoding | null; bomBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: null, bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return { encoding: utf16WithoutBom(head), bomBytes: 0 };
}

/**
 * What a line is in that is not UTF-8: Windows-1252, or Mac-Roman where lines end with CR alone, as Excel for the
 * Mac writes its older CSV, or where letters show it. Its small accented letters are signs in Windows-1252, or
 * capitals, and neither stands between small letters.
 */
export function singleByteOf(head: Uint8Array): 'windows-1252' | 'macintosh' {
  const isSmall = (byte: number | undefined) => byte !== undefined && byte >= 97 && byte <= 122;
  let [mac, windows] = [0, 0];
  for (let i = 1; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 0x80 || !isSmall(head[i - 1])) continue;
    if (byte >= 0xc0) windows++;
    else if (isSmall(head[i + 1]) && macOnly.has(byte)) mac++;
  }
  const isOldMac = head.includes(byteOf.carriageReturn) && !head.includes(byteOf.newline);
  return isOldMac
    ? mac >= windows
      ? 'macintosh'
      : 'windows-1252'
    : mac >= 3 && mac > 4 * windows
      ? 'macintosh'
      : 'windows-1252';
}

/** In Windows-1252: signs other than quotes and dashes, capitals, or nothing. In Mac-Roman: áàâäãåçéèêïòõùü. */
const macOnly = new Set([
  ...[0x81, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90],
  ...[0x95, 0x98, 0x9b, 0x9d, 0x9f],
]);

/** Latin text in UTF-16 has a zero in every other byte, which no other text has. */
function utf16WithoutBom(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(head.length >> 1, 2048);
  if (pairs < 2) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) evenZeros++;
    if (head[2 * i + 1] === 0) oddZeros++;
  }
  if (oddZeros > 0.7 * pairs && evenZeros < 0.1 * pairs) return 'utf-16le';
  if (evenZeros > 0.7 * pairs && oddZeros < 0.1 * pairs) return 'utf-16be';
  return null;
}

/** Whether bytes that should be text hold what no text does: zeros, or many control characters. */
export function isBinary(head: Uint8Array, encoding: TextEncoding | null): boolean {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return false;
  let nControls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27)) nControls++;
  return nControls > head.length / 100;
}
