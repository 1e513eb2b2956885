import { isUtf8 } from 'node:buffer';
import { byteOf } from '../bytes.js';
import { singleByteOf, type TextEncoding } from '../text-encoding.js';
import { type Alphabet, alphabets } from './alphabets.js';

/** Lines that are looked at: more tell nothing new. */
const mostLines = 200;
/** Another encoding than the western ones is told by so much of its letters, and so much better than by theirs. */
const surely = 0.75;
const clearly = 0.03;

/**
 * What the lines are in that are not UTF-8: the encoding in which their letters make most sense, by the alphabets of the
 * languages that are written in it. Windows-1252, or Mac-Roman, where none makes more sense.
 * @param head the beginning of the text
 */
export function tellEncoding(head: Uint8Array): TextEncoding {
  const usual = singleByteOf(head);
  const lines = linesNotUtf8(head);
  if (lines.length === 0) return usual;
  const bytes = Buffer.concat(lines);
  const encodings = [...new Set(alphabets.flatMap((each) => each.encodings))];
  const scores = encodings.map((encoding) => ({ encoding, score: scoreOf(bytes, encoding) }));
  const ofUsual = scores.find(({ encoding }) => encoding === usual)!.score;
  const [best] = scores.toSorted((a, b) => b.score - a.score);
  const isOther = best!.encoding !== 'windows-1252' && best!.encoding !== 'macintosh';
  return isOther && best!.score >= surely && best!.score > ofUsual + clearly ? best!.encoding : usual;
}

function linesNotUtf8(head: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < head.length && lines.length < mostLines; ) {
    const next = head.indexOf(byteOf.newline, from);
    // The last line may be cut within a letter.
    if (next === -1 && lines.length > 0) break;
    const line = head.subarray(from, next === -1 ? head.length : next + 1);
    if (!isUtf8(line)) lines.push(line);
    from += line.length;
  }
  return lines;
}

/** How much sense the letters make in an encoding, 0..1, in the language that makes most of them. */
function scoreOf(bytes: Uint8Array, encoding: TextEncoding): number {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return 0;
  }
  const own = alphabets.filter((each) => each.encodings.includes(encoding));
  const letters = lettersOf(text);
  if (letters.length === 0) return 0;
  return Math.max(...own.map((each) => shareOf(letters, each)));
}

interface Letter {
  /** Small. */
  readonly letter: string;
  /** Letters beyond the plain ones that stand together with it, itself included. */
  readonly run: number;
  /** Whether a plain letter stands beside it. */
  readonly touchesPlain: boolean;
  /** A capital behind a small letter. */
  readonly isOddCapital: boolean;
}

/** The letters beyond the plain ones, and signs that stand between letters as if they were some. */
function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII
  for (const { 0: run, index } of text.matchAll(/[^\u0000-\u007f\s]+/gu)) {
    const [before, after] = [text[index - 1] ?? ' ', text[index + run.length] ?? ' '];
    const touchesPlain = /\p{L}/u.test(before) || /\p{L}/u.test(after);
    const chars = [...run];
    // A sign alone, as of a currency, is a letter in another encoding.
    if (!touchesPlain && chars.length === 1) continue;
    for (const [i, char] of chars.entries()) {
      if (!/\p{L}/u.test(char) && !(touchesPlain && /[\p{S}\p{N}\p{P}\p{C}]/u.test(char))) continue;
      const previous = chars[i - 1] ?? before;
      letters.push({
        letter: char === 'İ' ? 'ı' : char.toLowerCase(),
        run: chars.length,
        touchesPlain,
        isOddCapital: /\p{Ll}/u.test(previous) && /\p{Lu}/u.test(char),
      });
    }
  }
  return letters;
}

const isHangul = (letter: string) => /\p{Script=Hangul}/u.test(letter);
const isJapanese = (letter: string) => /[\u3041-\u30fe\u4e00-\u9fff]/.test(letter);

function shareOf(all: readonly Letter[], { encodings, letters: own, frequent }: Alphabet): number {
  // A language of a few accents is told by which there are, not by how often the most usual one comes.
  const isFew = own.size > 0 && frequent.size === 0;
  const letters = isFew ? [...new Map(all.map((each) => [each.letter, each])).values()] : all;
  const share = (holds: (letter: Letter) => boolean) => letters.filter(holds).length / letters.length;
  const isFrequent = share(({ letter }) => frequent.has(letter));
  if (encodings.includes('euc-kr')) return share(({ letter }) => isHangul(letter));
  // Of thousands of signs a few hundred are most of what stands in an export.
  if (encodings.includes('shift_jis'))
    return share(({ letter }) => isJapanese(letter)) * Math.min(1, isFrequent / 0.4);
  if (own.size === 0) return Math.min(1, isFrequent / 0.4);
  // Where a language has letters of its own, all letters of a word are such; elsewhere hardly three stand together.
  const isOwn = share(
    ({ letter, run, touchesPlain, isOddCapital }) =>
      own.has(letter) && !isOddCapital && (frequent.size > 0 ? !touchesPlain : run < 3),
  );
  return frequent.size > 0 ? isOwn * (0.5 + 0.5 * Math.min(1, isFrequent / 0.6)) : isOwn;
}
