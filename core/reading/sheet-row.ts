import { type NumberKind, numberText } from './excel-number.js';
import { type XmlElement, xmlText } from './xml-elements.js';

/** What the cells of a workbook refer to. */
export interface CellContext {
  /** Texts that cells share, by number. */
  readonly texts: readonly string[];
  /** What each cell style shows a number as. */
  readonly numberKinds: readonly NumberKind[];
  readonly is1904: boolean;
}

/** Excel's last column is XFD. */
const mostColumns = 16_384;

const opening = /<(?:[\w.-]+:)?c(\s[^>]*?)?(\/?)>/g;
const closing = /<\/(?:[\w.-]+:)?c\s*>/g;

// Text within tags: a cell has 32,767 characters at most, and what is longer is not worth the search.
const text = String.raw`([^<]*(?:<!\[CDATA\[(?:[^\]]|\](?!\]>)){0,40000}\]\]>[^<]*)*)`;
const value = new RegExp(String.raw`<(?:[\w.-]+:)?v(?:\s[^>]*)?>${text}<\/(?:[\w.-]+:)?v\s*>`);
const textRun = new RegExp(String.raw`<(?:[\w.-]+:)?t(?:\s[^>]*)?>${text}<\/(?:[\w.-]+:)?t\s*>`, 'g');
const phonetic = /<(?:[\w.-]+:)?rPh[\s>][\s\S]{0,40000}?<\/(?:[\w.-]+:)?rPh\s*>/g;
const typeWord = /(?:^|\s)t\s*=\s*["'](\w+)["']/;
const styleNumber = /(?:^|\s)s\s*=\s*["'](\d+)["']/;
const placeLetters = /(?:^|\s)r\s*=\s*["']([A-Za-z]+)\d+/;

/** The cells of a row as text, by column from 0; those that are not there are holes. */
export function rowCells({ content }: XmlElement, context: CellContext): string[] {
  const cells: string[] = [];
  let next = 0;
  opening.lastIndex = 0;
  for (;;) {
    const found = opening.exec(content);
    if (!found) return cells;
    const [tag, attributes = '', slash] = found;
    const place = placeLetters.exec(attributes)?.[1];
    const column = place ? columnNumber(place) : next;
    next = column + 1;
    if (slash) continue;
    const start = found.index + tag.length;
    closing.lastIndex = start;
    const end = closing.exec(content);
    if (!end) return cells;
    opening.lastIndex = closing.lastIndex;
    const text = cellText({ attributes, content: content.slice(start, end.index) }, context);
    if (text !== '' && column < mostColumns) cells[column] = text;
  }
}

/** From 0. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = 26 * number + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** ECMA-376, 18.18.11: `s` shared text, `str` of a formula, `b` yes or no, `e` an error, `d` an ISO date. */
function cellText({ attributes, content }: XmlElement, { texts, numberKinds, is1904 }: CellContext): string {
  const type = typeWord.exec(attributes)?.[1] ?? 'n';
  if (type === 'inlineStr') return richText(content);
  const raw = xmlText(value.exec(content)?.[1] ?? '');
  if (type === 's') return texts[Number(raw)] ?? '';
  if (type === 'str' || type === 'e') return unescaped(raw);
  if (type === 'b') return raw === '1' || raw === 'true' ? 'true' : 'false';
  if (type === 'd') return raw.replace('T', ' ');
  const number = Number(raw);
  if (raw.trim() === '' || Number.isNaN(number)) return raw.trim();
  const style = Number(styleNumber.exec(attributes)?.[1] ?? 0);
  return numberText(number, numberKinds[style] ?? 'number', is1904);
}

/** The text of a shared or inline string: its runs joined, without the readings of Japanese signs. */
export function richText(content: string): string {
  const runs = content.includes('rPh') ? content.replace(phonetic, '') : content;
  let text = '';
  for (const [, run] of runs.matchAll(textRun)) text += xmlText(run!);
  return unescaped(text);
}

/** Excel writes control characters as `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([\da-fA-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
