/** The nearest neighbours of each of nSamples points, without the point itself, nearest first. */
export interface Neighbours {
  /** How many columns a row has, >= 1. */
  readonly perSample: number;
  /** Int32Array (nSamples × perSample), row-major. */
  readonly indices: Int32Array;
  /** Float64Array (nSamples × perSample), >= 0, rising along a row; Infinity where there is no such neighbour. */
  readonly distances: Float64Array;
}
