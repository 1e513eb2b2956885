import { currencyWords } from './is-number.js';

/**
 * What the numbers of a whole file show about its decimal and thousands signs. It runs over every line, hence
 * the bytes.
 */
export class NumberEvidence {
  /** Values that hold a comma (a point). */
  commas = 0;
  points = 0;
  /** Values that only a decimal comma explains: `12,5`, `0,125`, `1.234,56`, `1.234.567`. */
  decimalCommas = 0;
  /** Values that only a decimal point explains: `12.5`, `0.125`, `1,234.56`, `1,234,567`. */
  decimalPoints = 0;
  /** Values that may be thousands or have three decimals, and end in `00`: as decimals they would be written for nothing. */
  roundThousands = 0;
  /** Values that hold something besides digits, one leading sign, commas and points. */
  decorated = 0;
  readonly #otherThousands = new Set<string>();
  readonly #currencies = new Set<string>();

  /** Blanks and apostrophes seen between groups of digits. */
  get otherThousands(): string[] {
    return [...this.#otherThousands].sort();
  }

  /** Signs and words of money seen beside digits. */
  get currencies(): string[] {
    return [...this.#currencies].sort();
  }

  /** Adds what another column shows. */
  join(other: NumberEvidence): void {
    for (const key of [
      'commas',
      'points',
      'decimalCommas',
      'decimalPoints',
      'roundThousands',
      'decorated',
    ] as const)
      this[key] += other[key];
    for (const sign of other.#otherThousands) this.#otherThousands.add(sign);
    for (const currency of other.#currencies) this.#currencies.add(currency);
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    let commas = 0;
    let points = 0;
    let firstDigit = -1;
    let lastDigit = -1;
    let lastSign = -1;
    let isDecorated = false;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte >= 48 && byte <= 57) {
        if (firstDigit < 0) firstDigit = i;
        lastDigit = i;
      } else if (byte === comma || byte === point) {
        if (byte === comma) commas++;
        else points++;
        lastSign = i;
      } else if (i > start || (byte !== minus && byte !== plus)) isDecorated = true;
    }
    if (isDecorated) this.#addDecorated(bytes, start, end);
    if (lastSign < 0) return;
    if (commas > 0) this.commas++;
    if (points > 0) this.points++;
    const lastIsComma = bytes[lastSign] === comma;
    if (commas + points === 1) {
      const before = firstDigit < 0 ? 0 : lastSign - firstDigit;
      const mayGroup = lastDigit - lastSign === 3 && before >= 1 && before <= 3 && bytes[firstDigit] !== 48;
      if (!mayGroup) this.#prove(lastIsComma);
      else if (bytes[lastDigit] === 48 && bytes[lastDigit - 1] === 48) this.roundThousands++;
    } else this.#prove(commas > 0 && points > 0 ? lastIsComma : !lastIsComma);
  }

  #prove(isDecimalComma: boolean): void {
    if (isDecimalComma) this.decimalCommas++;
    else this.decimalPoints++;
  }

  #addDecorated(bytes: Uint8Array, start: number, end: number): void {
    this.decorated++;
    if (end - start > 64) return;
    const text = new TextDecoder().decode(bytes.subarray(start, end));
    for (const [, sign] of text.matchAll(/(?<=\d)([ \u00a0\u2009\u202f'’])(?=\d{3})/g))
      this.#otherThousands.add(sign!);
    const [currency] = currencySign.exec(text) ?? [];
    if (currency && this.#currencies.size < 16) this.#currencies.add(currency);
  }
}

/** The sign or word of money in a number. */
const currencySign = new RegExp(`[A-Z]{0,3}\\p{Sc}|\\b(?:${currencyWords})(?=\\W|$)`, 'u');

const comma = 44;
const point = 46;
const minus = 45;
const plus = 43;
