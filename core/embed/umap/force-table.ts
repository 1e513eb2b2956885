import type { Curve } from './fit-curve.js';

/** Values per doubling of the squared distance. */
const valuesPerOctave = 256;
/** Added to a squared distance, so that the table starts there and 0 needs no care. */
const smallestSquare = 2 ** -40;
/** From the smallest square to the last exponent of a float32, which means Infinity. */
const octaves = 40 + 129;

/** How far the bits of a float32 are shifted to leave its exponent and the first bits of its fraction. */
const shift = 23 - Math.log2(valuesPerOctave);
/** The shifted bits of the smallest square; 127 is the bias of the exponent. */
const firstCell = (127 - 40) * valuesPerOctave;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Keeps the repulsion of points at the same place finite, as in the paper's implementation. */
const softening = 1e-3;
/** The farthest that one force moves a point. */
const longestMove = 4;

/** Factors of the difference of two places, by squared distance; no force is longer than 4. */
export interface ForceTable {
  /** Float32Array: of a point to one it holds on to, below 0. */
  readonly attraction: Float32Array;
  /** Float32Array: of a point from any other, above 0. */
  readonly repulsion: Float32Array;
}

/**
 * The gradients of the layout, looked up instead of computed, because a power takes most of the time of a step.
 * A value is that of the middle of its cell: off by less than 0.4 %.
 * @see McInnes, Healy, Melville 2018, UMAP, section 4.2 (attractive and repulsive forces)
 */
export function forceTable({ a, b }: Curve): ForceTable {
  const attraction = new Float32Array(octaves * valuesPerOctave);
  const repulsion = new Float32Array(attraction.length);
  for (let cell = 0; cell < attraction.length; cell++) {
    const within = ((cell % valuesPerOctave) + 0.5) / valuesPerOctave;
    const square = smallestSquare * 2 ** Math.floor(cell / valuesPerOctave) * (1 + within);
    const power = square ** b;
    const largest = longestMove / Math.sqrt(square);
    attraction[cell] = Math.max(-largest, (-2 * a * b * (power / square)) / (1 + a * power));
    repulsion[cell] = Math.min(largest, (2 * b) / ((softening + square) * (1 + a * power)));
  }
  return { attraction, repulsion };
}

/** Where the tables hold a squared distance: the leading bits of its float32. */
export function forceCell(square: number): number {
  float[0] = square + smallestSquare;
  return (bits[0]! >> shift) - firstCell;
}
