import { folded } from '../reading/header-concepts.js';

/** The words of a text, one per comma or line, as they are compared: small, without accents. */
export const wordList = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((each) => folded(each.trim()))
    .filter((each) => each !== '');

/** Scripts that put no blank between words: one may stand anywhere. */
const withoutBlanks = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const either = (words: readonly string[]) => words.map(escaped).join('|');

/** Finds any of the words as a word of its own, in a folded text of any language: `\b` knows plain letters only. */
export function anyWord(words: readonly string[]): RegExp {
  const apart = words.filter((word) => !withoutBlanks.test(word));
  const anywhere = words.filter((word) => withoutBlanks.test(word));
  const parts = [
    ...(apart.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${either(apart)})(?![\\p{L}\\p{N}])`] : []),
    ...(anywhere.length > 0 ? [either(anywhere)] : []),
  ];
  return new RegExp(parts.join('|'), 'u');
}

/** Finds any of the words, also as a part of a longer one: `Warengutschrift`. */
export const anyPart = (words: readonly string[]): RegExp => new RegExp(either(words), 'u');
