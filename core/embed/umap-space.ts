import { weighRows } from '../cluster/weigh-rows.js';
import type { Matrix } from '../matrix/matrix.js';
import { buildKdTree } from '../neighbours/build-kd-tree.js';
import { nearestNeighbours } from '../neighbours/nearest-neighbours.js';
import { nearestOthers } from '../neighbours/nearest-others.js';
import type { Random } from '../random/random.js';
import type { FittedSpace, MapArrays, UmapMap } from './fitted-space.js';
import { arrayOf, matrixIn } from './map-arrays.js';
import { pickRows } from './pick-rows.js';
import { initialPlaces } from './umap/initial-places.js';
import { mapNeighbours } from './umap/map-neighbours.js';
import { placeInMap } from './umap/place-in-map.js';
import { umapSettings } from './umap/umap-settings.js';

/**
 * Maps the scaled features to two dimensions. Equal customers are one point of the map, because many copies of one
 * would leave it no other neighbours.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, with at least two distinct rows
 */
export function fitUmapSpace(scaled: Matrix, random: Random): FittedSpace {
  const { points: known, ids } = weighRows(scaled);
  const umap = umapSettings();
  const neighbours = nearestOthers(known, umap.nNeighbors - 1);
  const places = mapNeighbours(neighbours, initialPlaces(known, random), random, umap);
  return {
    points: pickRows(places, ids),
    map: { space: 'umap', umap },
    arrays: { known: arrayOf(known), places: arrayOf(places) },
    summary: `${scaled.cols} features -> 2 dimensions, ${known.rows} different customers`,
  };
}

/** Places customers that the map has never seen. */
export function placeInUmapSpace({ umap }: UmapMap, arrays: MapArrays, scaled: Matrix): Matrix {
  const known = matrixIn(arrays, 'known');
  const k = Math.min(umap.nNeighbors - 1, known.rows);
  return placeInMap(nearestNeighbours(buildKdTree(known), scaled, k), matrixIn(arrays, 'places'), umap);
}
