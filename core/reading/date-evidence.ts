/** What the values of one way of writing dates show. */
export interface DateShapeEvidence {
  /** The first such value. */
  readonly sample: string;
  values: number;
  /** Values whose first (second) number is a day from 13 on of the month that the other one is: 31/02 is of no order. */
  firstIsDay: number;
  secondIsDay: number;
  /** Values that are no day in either order, though one of the numbers could be a month. */
  impossible: number;
  /** Values whose first number is above 31. */
  firstIsYear: number;
  /** Bit n is set once the first (third) number has been n; above 31 is left out. */
  firstNumbers: number;
  thirdNumbers: number;
}

const mostShapes = 64;

/**
 * Every way in which a whole column of dates is written, with what tells day from month. It runs over every
 * line of a file, hence the bytes; values are of one shape when they differ only in digits, names and in
 * writing small numbers with one digit or two.
 */
export class DateEvidence {
  readonly #shapes = new Map<number, DateShapeEvidence>();
  #lastHash = 0;
  #lastShape: DateShapeEvidence | undefined;

  get shapes(): DateShapeEvidence[] {
    return [...this.#shapes.values()];
  }

  /** Returns false if the value has no digit at all. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    let hash = 17;
    let nNumbers = 0;
    let first = 0;
    let second = 0;
    let third = 0;
    let i = start;
    while (i < end) {
      const byte = bytes[i]!;
      const from = i++;
      if (isDigit(byte)) {
        let number = byte - 48;
        while (i < end && isDigit(bytes[i]!)) number = number * 10 + bytes[i++]! - 48;
        nNumbers++;
        if (nNumbers === 1) first = number;
        else if (nNumbers === 2) second = number;
        else if (nNumbers === 3) third = number;
        hash = Math.imul(hash, 31) + 256 + Math.max(2, i - from);
      } else if (isLetter(byte)) {
        while (i < end && isLetter(bytes[i]!)) i++;
        hash = Math.imul(hash, 31) + 512 + i - from;
      } else hash = Math.imul(hash, 31) + byte;
    }
    if (nNumbers === 0) return false;
    if (hash !== this.#lastHash) this.#turnTo(hash, bytes, start, end);
    if (this.#lastShape) weigh(this.#lastShape, first, second, third);
    return true;
  }

  #turnTo(hash: number, bytes: Uint8Array, start: number, end: number): void {
    this.#lastHash = hash;
    this.#lastShape = this.#shapes.get(hash);
    if (this.#lastShape || this.#shapes.size >= mostShapes || end - start > 64) return;
    const sample = new TextDecoder().decode(bytes.subarray(start, end));
    this.#lastShape = {
      sample,
      values: 0,
      firstIsDay: 0,
      secondIsDay: 0,
      impossible: 0,
      firstIsYear: 0,
      firstNumbers: 0,
      thirdNumbers: 0,
    };
    this.#shapes.set(hash, this.#lastShape);
  }
}

function weigh(shape: DateShapeEvidence, first: number, second: number, third: number): void {
  shape.values++;
  if (first > 31) shape.firstIsYear++;
  else {
    shape.firstNumbers |= 1 << first;
    if (isLateDayOf(first, second)) shape.firstIsDay++;
    else if (isLateDayOf(second, first)) shape.secondIsDay++;
    else if (first > 12 || second > 12) shape.impossible++;
  }
  if (third <= 31) shape.thirdNumbers |= 1 << third;
}

/** A day that is no month, of a month that has it. */
const isLateDayOf = (day: number, month: number) => day > 12 && day <= (longestMonths[month] ?? 0);

const longestMonths = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const isLetter = (byte: number) => (byte | 32) >= 97 && (byte | 32) <= 122;
