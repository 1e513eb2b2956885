import type { Matrix } from '../../matrix/matrix.js';
import type { Random } from '../../random/random.js';

/**
 * Points that push others away: everybody, in an order that is drawn anew for each epoch and taken in turn. Where
 * they are is copied in that order, because reading on costs a fraction of looking up one place after another.
 */
export interface Strangers {
  /** Int32Array (nSamples + nAtOnce): the points; the first of them again at the end, so that no run has to wrap. */
  readonly samples: Int32Array;
  /** Float64Array ((nSamples + nAtOnce) × 2): their places when the epoch began. */
  readonly places: Float64Array;
  /** Uint32Array (1): state of a 32-bit xorshift generator, never 0. */
  readonly seed: Uint32Array;
}

/** @param nAtOnce how many are taken at once */
export function createStrangers(nSamples: number, nAtOnce: number, random: Random): Strangers {
  const length = nSamples + nAtOnce;
  return {
    samples: Int32Array.from({ length }, (_, at) => at % nSamples),
    places: new Float64Array(2 * length),
    seed: Uint32Array.of(Math.floor(random() * 2 ** 32) | 1),
  };
}

/**
 * Shuffles the strangers and copies their places.
 * @see Fisher, Yates 1938 for the shuffle; Marsaglia 2003, Xorshift RNGs, for the draws
 */
export function shuffleStrangers({ samples, places, seed }: Strangers, { data, rows }: Matrix): void {
  let state = seed[0]! | 0;
  for (let at = rows - 1; at > 0; at--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = Math.floor((state >>> 0) * ((at + 1) / 2 ** 32));
    const sample = samples[at]!;
    samples[at] = samples[other]!;
    samples[other] = sample;
  }
  seed[0] = state;
  for (let at = 0; at < samples.length; at++) {
    const sample = at < rows ? samples[at]! : samples[at % rows]!;
    samples[at] = sample;
    places[2 * at] = data[2 * sample]!;
    places[2 * at + 1] = data[2 * sample + 1]!;
  }
}
