/** Where a text stops being JSON: line and column, from 1. */
export interface JsonErrorPlace {
  readonly line: number;
  readonly column: number;
  /** The text ends before its JSON does. */
  readonly isEnd: boolean;
}

const sign = String.raw`([{}[\],:])`;
const string = String.raw`("[^"\\\n\r\t]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\n\r\t]*)*")`;
const word = String.raw`(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w))`;
const token = new RegExp(String.raw`[ \t\r\n]*(?:${sign}|${string}|${word})`, 'y');

/**
 * The place of the first mistake in a text that JSON.parse refuses; null if there is none. Its own message names no
 * place in a short text.
 * @see RFC 8259
 */
export function jsonErrorPlace(text: string): JsonErrorPlace | null {
  const open: string[] = [];
  let wants = 'value' as 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';
  token.lastIndex = 0;
  for (;;) {
    const start: number = token.lastIndex;
    const found = token.exec(text);
    if (!found) {
      const rest = start + /^[ \t\r\n]*/.exec(text.slice(start, start + 10_000))![0].length;
      const isDone = rest === text.length && open.length === 0 && wants === 'commaOrEnd';
      return isDone ? null : placeAt(text, rest);
    }
    const [whole, sign, string, word] = found;
    const at = start + whole.length - (sign ?? string ?? word)!.length;
    const takesValue = wants === 'value' || wants === 'valueOrEnd';
    const takesEnd = wants === 'commaOrEnd' || wants === 'keyOrEnd' || wants === 'valueOrEnd';
    const opening = open.at(-1);
    if (string !== undefined && (wants === 'key' || wants === 'keyOrEnd')) wants = 'colon';
    else if (sign === undefined && takesValue) wants = 'commaOrEnd';
    else if ((sign === '{' || sign === '[') && takesValue) {
      open.push(sign);
      wants = sign === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if (sign === ':' && wants === 'colon') wants = 'value';
    else if (sign === ',' && wants === 'commaOrEnd' && opening) wants = opening === '{' ? 'key' : 'value';
    else if (takesEnd && ((sign === '}' && opening === '{') || (sign === ']' && opening === '['))) {
      open.pop();
      wants = 'commaOrEnd';
    } else return placeAt(text, at);
  }
}

function placeAt(text: string, at: number): JsonErrorPlace {
  let line = 1;
  let lineStart = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
    line++;
    lineStart = i + 1;
  }
  return { line, column: at - lineStart + 1, isEnd: at >= text.length };
}
