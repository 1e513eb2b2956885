/** A product as the orders name it. */
export interface NamedProduct {
  readonly stockCode: string;
  /** Null where the orders have none. */
  readonly description: string | null;
}

/**
 * Which products are variants of one: sizes, colours, flavours. Their codes differ in what hangs on behind (`85123A`,
 * `85123B`; `SHIRT-M`, `SHIRT-L`, where their names have half of their words in common as well), or their names of three
 * words and more differ in one of them, in its place. A product is of the largest family that it fits, and of one only:
 * likeness is not handed on from one to the next.
 * @returns Int32Array (nProducts): the index of the first product of each one's family
 */
export function productFamilies(products: readonly NamedProduct[]): Int32Array {
  const words = products.map(({ description }) => wordsOf(description));
  const groups = new Map<string, number[]>();
  products.forEach(({ stockCode }, i) => {
    for (const key of [...codeKeys(stockCode), ...nameKeys(words[i]!)]) {
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
  });
  const families = Int32Array.from(products, () => -1);
  const largestFirst = [...groups].sort(
    ([key, group], [other, others]) => others.length - group.length || (key < other ? -1 : 1),
  );
  for (const [key, group] of largestFirst) {
    const free = group.filter((i) => families[i] === -1);
    const first = free[0];
    if (first === undefined) continue;
    const asksNames = key.startsWith('part ');
    for (const i of free) if (!asksNames || areAlike(words[first]!, words[i]!)) families[i] = first;
  }
  return families;
}

/** Letters behind four digits or more; or the last part of a code of several, which asks the names as well. */
function codeKeys(code: string): string[] {
  const stem = /^(.*\d{4,})[A-Z]{1,2}$/i.exec(code)?.[1];
  const parts = /^(.+)[-_/. ]([A-Z]+|\d{1,2})$/i.exec(code)?.[1];
  return [
    `code ${(stem ?? code).toLowerCase()}`,
    ...(parts === undefined ? [] : [`part ${parts.toLowerCase()}`]),
  ];
}

const wordsOf = (description: string | null) =>
  (description ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The name; and with a gap in the place of each word, under which names that differ in it meet. */
function nameKeys(words: readonly string[]): string[] {
  if (words.length === 0) return [];
  const gaps = words.length < 3 ? [] : words.map((_, at) => `gap ${words.with(at, '*').join(' ')}`);
  return [`name ${words.join(' ')}`, ...gaps];
}

/** Whether two names have half of their words in common; products without names are told by their codes alone. */
function areAlike(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  const common = one.filter((word) => other.includes(word)).length;
  return 2 * common >= Math.max(one.length, other.length);
}
