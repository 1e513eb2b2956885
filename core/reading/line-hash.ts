/**
 * A number for a text, the same for the same text: 53 bits of two FNV-1a hashes with different seeds. Two of a million
 * texts share one by chance once in ten thousand times.
 * @see Fowler, Noll, Vo, draft-eastlake-fnv
 */
export function lineHash(text: string): number {
  let [low, high] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000197);
  }
  return (low >>> 0) + (high & 0x1fffff) * 2 ** 32;
}
