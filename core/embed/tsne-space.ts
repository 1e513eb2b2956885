import { weighRows } from '../cluster/weigh-rows.js';
import { UserError } from '../errors/user-error.js';
import type { Matrix } from '../matrix/matrix.js';
import { nearestOthers } from '../neighbours/nearest-others.js';
import type { Random } from '../random/random.js';
import type { FittedSpace } from './fitted-space.js';
import { pickRows } from './pick-rows.js';
import { affinities } from './tsne/affinities.js';
import { descend } from './tsne/descend.js';
import { tsneNeighbours, tsneSettings } from './tsne/tsne-settings.js';
import { initialPlaces } from './umap/initial-places.js';

/** Standard deviation of the places along the first axis at the start, as scikit-learn has it. */
const startDeviation = 1e-4;

/**
 * Maps the scaled features to two dimensions by t-SNE. Equal customers are one point of the map, as in `umap`.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, with at least two distinct rows
 */
export function fitTsneSpace(scaled: Matrix, random: Random): FittedSpace {
  const { points: known, ids } = weighRows(scaled);
  const settings = tsneSettings(known.rows);
  const graph = affinities(nearestOthers(known, tsneNeighbours(settings)), settings.perplexity);
  const { places, divergences } = descend(graph, smallStart(known, random), settings);
  return {
    points: pickRows(places, ids),
    map: { space: 'tsne', tsne: settings, divergence: divergences[1] },
    arrays: {},
    summary: `${scaled.cols} features -> 2 dimensions, ${known.rows} different customers, divergence ${divergences[1].toFixed(3)}`,
  };
}

function smallStart(points: Matrix, random: Random): Matrix {
  const start = initialPlaces(points, random);
  let sum = 0;
  for (let i = 0; i < start.rows; i++) sum += start.data[2 * i]! ** 2;
  const deviation = Math.sqrt(sum / start.rows);
  return { ...start, data: start.data.map((value) => (value / deviation) * startDeviation) };
}

export const noPlaceInTsne = () =>
  new UserError('NoPlaceForNewCustomers', 'a t-SNE map has no place for customers it was not made with', {
    remedy:
      'Take tsne out of segmentation.spaces in the rules; it only segments the customers of a run, up to segmentation.sampleAbove of them.',
  });
