import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import type { Model, SegmentationRules } from '../rules.js';
import { fitKMeans } from './fit-kmeans.js';
import type { FittedModel } from './fitted-model.js';

/** A model fitted to a space. */
export interface Clustering {
  /** Int32Array (nSamples), 0..k-1. */
  readonly labels: Int32Array;
  readonly fitted: FittedModel;
}

/** What a fit needs beside the points. */
export interface Fitting {
  readonly rules: SegmentationRules;
  /** The generator of the fit with k segments. */
  readonly randomOf: (k: number) => Random;
  /** Told before each fit that takes time. */
  readonly onFit: (k: number) => void;
}

type Fit = (points: Matrix, ks: readonly number[], fitting: Fitting) => Clustering[];

const fits: Record<Model, Fit> = {
  kmeans: (points, ks, { rules: { starts }, randomOf, onFit }) =>
    ks.map((k) => {
      onFit(k);
      const { labels, centers, ...rest } = fitKMeans(points, k, randomOf(k), { starts });
      return { labels, fitted: { model: 'kmeans', k, centers: rowsOf(centers), ...rest } };
    }),
};

/**
 * Fits a model with every number of segments asked for.
 * @param points Float64Array (nSamples × nDimensions), row-major, all finite, with at least max(ks) distinct rows
 * @param ks rising
 */
export function fitModel(
  model: Model,
  points: Matrix,
  ks: readonly number[],
  fitting: Fitting,
): Clustering[] {
  return fits[model](points, ks, fitting);
}

const rowsOf = ({ data, rows, cols }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
