import type { Matrix } from '../matrix.js';
import { drawByWeight } from '../random/draw-by-weight.js';
import type { Random } from '../random.js';

const { min } = Math;

/**
 * Greedy k-means++: each next center is drawn with a chance proportional to its squared distance from
 * the nearest center so far; of 2 + ln(nClusters) such candidates, the one that lowers the sum most stays.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @returns Float64Array (nClusters × nFeatures), row-major; equal centers only where the points have no more distinct rows
 * @see Arthur, Vassilvitskii 2007, k-means++, section 2 and, for the greedy variant, section 7
 */
export function seedCenters(points: Matrix, nClusters: number, random: Random): Matrix {
  const { data, rows, cols } = points;
  const nCandidates = 2 + Math.floor(Math.log(nClusters));
  const centers = new Float64Array(nClusters * cols);
  let nearest: Float64Array = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let trial: Float64Array = new Float64Array(rows);
  let best: Float64Array = new Float64Array(rows);
  let chosen = Math.floor(random() * rows);
  let total = lowerDistances(points, chosen, nearest, best);
  for (let k = 0; ; k++) {
    [nearest, best] = [best, nearest];
    centers.set(data.subarray(chosen * cols, (chosen + 1) * cols), k * cols);
    if (k === nClusters - 1) break;
    let lowest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < nCandidates; c++) {
      const candidate = drawByWeight(nearest, random() * total);
      const sum = lowerDistances(points, candidate, nearest, trial);
      if (sum >= lowest) continue;
      lowest = sum;
      chosen = candidate;
      [best, trial] = [trial, best];
    }
    total = lowest;
  }
  return { data: centers, rows: nClusters, cols };
}

/** Writes each point's squared distance to the nearest center once `candidate` is one too; returns their sum. */
function lowerDistances(
  { data, rows, cols }: Matrix,
  candidate: number,
  nearest: Float64Array,
  out: Float64Array,
): number {
  let sum = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    let squared = 0;
    for (let j = candidate * cols; j < (candidate + 1) * cols; j++, at++) {
      const difference = data[at]! - data[j]!;
      squared += difference * difference;
    }
    const least = min(nearest[i]!, squared);
    out[i] = least;
    sum += least;
  }
  return sum;
}
