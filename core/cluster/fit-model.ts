import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import type { Model, SegmentationRules } from '../rules.js';
import { fitKMeans } from './fit-kmeans.js';

/** A fitted model as plain JSON: enough to assign customers it has never seen. */
export interface FittedModel {
  readonly model: 'kmeans';
  readonly k: number;
  /** nClusters × nDimensions. */
  readonly centers: readonly (readonly number[])[];
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A model fitted to a space. */
export interface Clustering {
  /** Int32Array (nSamples), 0..k-1. */
  readonly labels: Int32Array;
  readonly fitted: FittedModel;
}

type Fit = (points: Matrix, k: number, random: Random, rules: SegmentationRules) => Clustering;

const fits: Record<Model, Fit> = {
  kmeans: (points, k, random, { starts }) => {
    const { labels, centers, inertia, iterations, converged } = fitKMeans(points, k, random, { starts });
    return {
      labels,
      fitted: { model: 'kmeans', k, centers: rowsOf(centers), inertia, iterations, converged },
    };
  },
};

/**
 * Fits a model with k segments.
 * @param points Float64Array (nSamples × nDimensions), row-major, all finite, with at least k distinct rows
 */
export function fitModel(
  model: Model,
  points: Matrix,
  k: number,
  random: Random,
  rules: SegmentationRules,
): Clustering {
  return fits[model](points, k, random, rules);
}

const rowsOf = ({ data, rows, cols }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
