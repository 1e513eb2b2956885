/** Bytes that mean something in a text of records. */
export const byteOf = {
  tab: 9,
  newline: 10,
  carriageReturn: 13,
  blank: 32,
  quote: 34,
} as const;

export const isLineEnd = (byte: number | undefined) =>
  byte === byteOf.newline || byte === byteOf.carriageReturn;

/** Blank or tab. */
export const isBlank = (byte: number | undefined) => byte === byteOf.blank || byte === byteOf.tab;

/** First position from `from` that is no blank; a tab is none, for it may be the delimiter. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let i = from;
  while (bytes[i] === byteOf.blank) i++;
  return i;
}

/** Where the line that holds `from` ends: the position of its line end, or the length. */
export function endOfLine(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length && !isLineEnd(bytes[i])) i++;
  return i;
}

/** Position after the line end at `at`: LF, CRLF and CR are one line end each. */
export function afterLineEnd(bytes: Uint8Array, at: number): number {
  return bytes[at] === byteOf.carriageReturn && bytes[at + 1] === byteOf.newline ? at + 2 : at + 1;
}

export function countByte(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (const each of bytes) if (each === byte) count++;
  return count;
}

/** Whether a field of a line without quotes has a digit. */
export function fieldHasDigit(line: Uint8Array, delimiter: number, field: number): boolean {
  let f = 0;
  for (const byte of line) {
    if (byte === delimiter) f++;
    else if (f === field && byte >= 48 && byte <= 57) return true;
  }
  return false;
}
