import { assign } from '../cluster/assign.js';
import { descentsOver } from '../cluster/descend.js';
import { distinctRows } from '../cluster/distinct-rows.js';
import { fitModel } from '../cluster/fit-model.js';
import type { FittedKMeans, FittedModel } from '../cluster/fitted-model.js';
import { meanVariance } from '../cluster/mean-variance.js';
import { nearestCenters } from '../cluster/nearest-centers.js';
import { seedCenters } from '../cluster/seed-centers.js';
import { pickRows } from '../embed/pick-rows.js';
import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import type { SegmentationRules } from '../rules.js';

/** What a resample made of the customers. */
export interface Resampled {
  /** Int32Array (nDrawn), noise -1. */
  readonly ofDrawn: Int32Array;
  /** Int32Array (nCustomers): by the model's own rule. */
  readonly ofAll: Int32Array;
}

/** Fits the chosen model anew to the customers drawn; undefined where they fall into fewer than two clusters, or are too few to fall into as many as were chosen. */
export type Refit = (drawn: Int32Array) => Resampled | undefined;

/** Steps of Lloyd's iteration that a resample gets: by then hardly a label moves. */
const maxIterations = 50;
const toTheEnd = { maxIterations, tolerance: 0 };
/** Which of two starts is tighter shows as soon as the centers move by so little, squared. */
const coarseShare = 1e-4;

/**
 * k-means is fitted from the centers that were chosen and from a start of its own, whichever is tighter; every other
 * model with one start.
 * @param points Float64Array (nCustomers × nDimensions), row-major
 */
export function refitOf(
  chosen: FittedModel,
  points: Matrix,
  rules: SegmentationRules,
  random: Random,
): Refit {
  if (chosen.model === 'kmeans') return refitKMeans(chosen, points, random);
  const isDensity = chosen.model === 'dbscan' || chosen.model === 'hdbscan';
  return (drawn) => {
    const training = pickRows(points, drawn);
    // Of a handful of customers a resample may draw so few that they cannot be so many clusters.
    if (!isDensity && distinctRows(training).count < chosen.k) return undefined;
    const [clustering] = fitModel(chosen.model, training, [chosen.k], {
      rules: { ...rules, starts: 1 },
      randomOf: () => random,
      onFit: () => undefined,
    });
    if (!clustering || clustering.fitted.k < 2) return undefined;
    const { labels, fitted } = clustering;
    return { ofDrawn: labels, ofAll: assign(fitted, { points: training, labels }, points) };
  };
}

function refitKMeans({ centers, k }: FittedKMeans, points: Matrix, random: Random): Refit {
  const chosen = { data: Float64Array.from(centers.flat()), rows: k, cols: points.cols };
  const descentOf = descentsOver(points);
  const coarse = { maxIterations, tolerance: coarseShare * meanVariance(points) };
  return (drawn) => {
    const descend = descentOf(drawn);
    const [tighter] = [chosen, seedCenters(pickRows(points, drawn), k, random)]
      .map((start) => descend(start, coarse))
      .sort((a, b) => a.inertia - b.inertia);
    const { labels } = nearestCenters(points, descend(tighter!.centers, toTheEnd).centers);
    return { ofDrawn: drawn.map((i) => labels[i]!), ofAll: labels };
  };
}
