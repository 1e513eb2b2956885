import { shuffled } from '../random/shuffled.js';
import type { Random } from '../random.js';

/**
 * Deals the rows into folds of as nearly as possible equal size, members and others apart.
 * @param isMember Uint8Array, 1 for members
 * @param rows Int32Array to deal
 * @returns nFolds Int32Arrays that together are the rows
 */
export function stratifiedFolds(
  isMember: Uint8Array,
  rows: Int32Array,
  nFolds: number,
  random: Random,
): Int32Array[] {
  const members = shuffled(
    rows.filter((i) => isMember[i] === 1),
    random,
  );
  const others = shuffled(
    rows.filter((i) => isMember[i] === 0),
    random,
  );
  const dealt = Int32Array.from([...members, ...others]);
  return Array.from({ length: nFolds }, (_, fold) => dealt.filter((_, at) => at % nFolds === fold));
}
