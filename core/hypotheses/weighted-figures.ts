import type { WeightedFigure } from '../statistics/bootstrap.js';

/** Everybody, or the members: Uint8Array (nCustomers), 1 for who counts. */
export type Crowd = Uint8Array;

/** Sum of a figure over a crowd. */
export const totalOf =
  (values: Float64Array, crowd: Crowd): WeightedFigure =>
  (weights) => {
    let total = 0;
    for (let i = 0; i < values.length; i++) if (crowd[i] === 1) total += weights[i]! * values[i]!;
    return total;
  };

/** How many a crowd are. */
export const sizeOf =
  (crowd: Crowd): WeightedFigure =>
  (weights) => {
    let size = 0;
    for (let i = 0; i < crowd.length; i++) size += crowd[i]! * weights[i]!;
    return size;
  };

/** One figure over another; NaN where that is 0. */
export const quotientOf =
  (above: WeightedFigure, below: WeightedFigure): WeightedFigure =>
  (weights) => {
    const divisor = below(weights);
    return divisor === 0 ? Number.NaN : above(weights) / divisor;
  };

/** By how much one figure exceeds another, as a share of that. */
export const excessOf = (figure: WeightedFigure, base: WeightedFigure): WeightedFigure => {
  const quotient = quotientOf(figure, base);
  return (weights) => quotient(weights) - 1;
};

/** Median of a figure over a crowd; NaN of nobody. */
export function medianOf(values: Float64Array, crowd: Crowd): WeightedFigure {
  const order = Int32Array.from(values.keys())
    .filter((i) => crowd[i] === 1)
    .sort((a, b) => values[a]! - values[b]!);
  const size = sizeOf(crowd);
  return (weights) => {
    const n = size(weights);
    if (n === 0) return Number.NaN;
    return (valueAt(order, values, weights, (n - 1) >> 1) + valueAt(order, values, weights, n >> 1)) / 2;
  };
}

/** The value at a place, from 0, once every customer stands as often as they weigh. */
function valueAt(order: Int32Array, values: Float64Array, weights: Int32Array, place: number): number {
  let passed = 0;
  for (const i of order) {
    passed += weights[i]!;
    if (passed > place) return values[i]!;
  }
  return Number.NaN;
}
