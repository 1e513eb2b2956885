import type { Matrix } from '../matrix/matrix.js';
import type { NpyArray } from '../matrix/npy.js';
import type { MapArrays } from './fitted-space.js';

/** A matrix as an array of a map. */
export const arrayOf = ({ data, rows, cols }: Matrix): NpyArray => ({ data, shape: [rows, cols] });

/** @throws Error if there is no such matrix of doubles */
export function matrixIn(arrays: MapArrays, name: string): Matrix {
  const array = arrays[name];
  if (!(array?.data instanceof Float64Array)) throw new Error(`the map lacks its array of doubles '${name}'`);
  const [rows = 0, cols = 1] = array.shape;
  return { data: array.data, rows, cols };
}

/** @throws Error if there is no such array of integers */
export function integersIn(arrays: MapArrays, name: string): Int32Array {
  const array = arrays[name];
  if (!(array?.data instanceof Int32Array)) throw new Error(`the map lacks its array of integers '${name}'`);
  return array.data;
}
