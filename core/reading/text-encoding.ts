import type { ReadingRules } from '../rules.js';

export type TextEncoding = NonNullable<ReadingRules['encoding']>;

/** What the first bytes say about the encoding; null: UTF-8 or Windows-1252, which each line decides. */
export function encodingOf(head: Uint8Array): { encoding: TextEncoding | null; bomBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: null, bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return { encoding: utf16WithoutBom(head), bomBytes: 0 };
}

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
