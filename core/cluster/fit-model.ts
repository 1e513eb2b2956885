import type { Matrix } from '../matrix/matrix.js';
import { clusterSizes } from '../metrics/cluster-sizes.js';
import type { Random } from '../random/random.js';
import type { Model, SegmentationRules } from '../rules/rules.js';
import type { GaussianMixture } from './component-densities.js';
import { cutTree } from './cut-tree.js';
import { fitDbscan } from './fit-dbscan.js';
import { fitGaussianMixture } from './fit-gaussian-mixture.js';
import { fitHdbscan } from './fit-hdbscan.js';
import { fitKMeans } from './fit-kmeans.js';
import { fitKMedoids } from './fit-kmedoids.js';
import type { FittedModel } from './fitted-model.js';
import { wardTree } from './ward-tree.js';

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
  gmm: (points, ks, { rules: { starts }, randomOf, onFit }) =>
    ks.flatMap((k) => {
      onFit(k);
      const { labels, mixture, ...rest } = fitGaussianMixture(points, k, randomOf(k), { starts });
      // A component that is nobody's likeliest is no segment, and without it k is not what was asked for.
      if (clusterSizes(labels, k).includes(0)) return [];
      return [{ labels, fitted: { model: 'gmm', k, ...mixtureJson(mixture), ...rest } }];
    }),
  ward: (points, ks) => {
    const tree = wardTree(points);
    return ks.map((k) => {
      const merges = points.rows - k;
      const height = tree.heights[merges - 1] ?? 0;
      const nextHeight = tree.heights[merges]!;
      return { labels: cutTree(tree, k), fitted: { model: 'ward', k, height, nextHeight, converged: true } };
    });
  },
  kmedoids: (points, ks, { rules: { starts }, randomOf, onFit }) =>
    ks.map((k) => {
      onFit(k);
      const { labels, medoids, ...rest } = fitKMedoids(points, k, randomOf(k), { starts });
      return { labels, fitted: { model: 'kmedoids', k, medoids: rowsOf(medoids), ...rest } };
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
 * Fits a model with every number of segments asked for; a mixture leaves out those that it cannot fill. A density model has one fit, with as many
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

const mixtureJson = ({ weights, means, covariances }: GaussianMixture) => ({
  weights: Array.from(weights),
  means: rowsOf(means),
  covariances: Array.from(weights, (_, k) => {
    const { cols } = means;
    const data = covariances.subarray(k * cols * cols, (k + 1) * cols * cols);
    return rowsOf({ data, rows: cols, cols });
  }),
});
