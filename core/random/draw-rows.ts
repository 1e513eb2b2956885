import type { Random } from './random.js';

/**
 * Draws so many different rows, each set as likely as any other.
 * @param nRows whole, at least nDrawn
 * @returns Int32Array (nDrawn), rising
 * @see Knuth, The Art of Computer Programming 2, section 3.4.2, algorithm S
 */
export function drawRows(nRows: number, nDrawn: number, random: Random): Int32Array {
  const drawn = new Int32Array(nDrawn);
  for (let row = 0, taken = 0; taken < nDrawn; row++) {
    if ((nRows - row) * random() < nDrawn - taken) drawn[taken++] = row;
  }
  return drawn;
}
