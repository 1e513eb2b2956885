/** A source of uniform numbers in [0, 1). Made once from a seed and passed down; never `Math.random`. */
export type Random = () => number;

/**
 * A seeded generator: sfc32 with its state filled by a hash of the seed.
 * The same seed gives the same sequence on every machine.
 * @see Chris Doty-Humphrey, PractRand, sfc32
 */
export function createRandom(seed: number | string): Random {
  const hash = hashText(String(seed));
  let a = hash();
  let b = hash();
  let c = hash();
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return (result >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** An FNV-1a hash of the text with a Murmur3 finish, one 32-bit integer per call. */
function hashText(text: string): () => number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h;
  };
}
