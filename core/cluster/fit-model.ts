import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import type { Model, SegmentationRules } from '../rules.js';
import { fitDbscan } from './fit-dbscan.js';
import { fitHdbscan } from './fit-hdbscan.js';
import { fitKMeans } from './fit-kmeans.js';
import type { FittedModel } from './fitted-model.js';

/** A model fitted to a space. */
export interface Clustering {
  /** Int32Array (nSamples), 0..k-1; noise is -1. */
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

/** HDBSCAN's own default, however few customers there are. */
const smallestCluster = 5;

const fits: Record<Model, Fit> = {
  kmeans: (points, ks, { rules: { starts }, randomOf, onFit }) =>
    ks.map((k) => {
      onFit(k);
      const { labels, centers, ...rest } = fitKMeans(points, k, randomOf(k), { starts });
      return { labels, fitted: { model: 'kmeans', k, centers: rowsOf(centers), ...rest } };
    }),
  dbscan: (points) => {
    const { labels, nClusters, eps, minSamples, knee } = fitDbscan(points);
    return [{ labels, fitted: { model: 'dbscan', k: nClusters, eps, minSamples, knee, converged: true } }];
  },
  hdbscan: (points, _, { rules: { smallestShare } }) => {
    // What is smaller than a segment may be is no cluster.
    const least = Math.max(smallestCluster, Math.ceil(smallestShare * points.rows));
    const { labels, nClusters, ...rest } = fitHdbscan(points, { minClusterSize: least });
    const { minClusterSize, minSamples, tree } = rest;
    return [
      {
        labels,
        fitted: { model: 'hdbscan', k: nClusters, minClusterSize, minSamples, tree, converged: true },
      },
    ];
  },
};

/**
 * Fits a model with every number of segments asked for. A density model has one fit, with as many
 * clusters as it finds, which may be none.
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
