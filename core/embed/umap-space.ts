import { distinctRows } from '../cluster/distinct-rows.js';
import type { Matrix } from '../matrix.js';
import type { Random } from '../random.js';
import { firstRows } from './first-rows.js';
import type { FittedSpace, MapArrays, UmapMap } from './fitted-space.js';
import { arrayOf, matrixIn } from './map-arrays.js';
import { pickRows } from './pick-rows.js';
import { initialPlaces } from './umap/initial-places.js';
import { buildKdTree } from './umap/kd-tree.js';
import { mapNeighbours } from './umap/map-neighbours.js';
import { nearestInTree, nearestNeighbours } from './umap/nearest-neighbours.js';
import { placeInMap } from './umap/place-in-map.js';
import { umapSettings } from './umap/umap-settings.js';

/**
 * Maps the scaled features to two dimensions. Equal customers are one point of the map, because many copies of one
 * would leave it no other neighbours.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, with at least two distinct rows
 */
export function fitUmapSpace(scaled: Matrix, random: Random): FittedSpace {
  const distinct = distinctRows(scaled);
  const known = firstRows(scaled, distinct);
  const umap = umapSettings();
  const neighbours = nearestNeighbours(known, umap.nNeighbors - 1);
  const places = mapNeighbours(neighbours, initialPlaces(known, random), random, umap);
  return {
    points: pickRows(places, distinct.ids),
    map: { space: 'umap', umap },
    arrays: { known: arrayOf(known), places: arrayOf(places) },
    summary: `umap: ${scaled.cols} features -> 2 dimensions, ${known.rows} different customers`,
  };
}

/** Places customers that the map has never seen. */
export function placeInUmapSpace({ umap }: UmapMap, arrays: MapArrays, scaled: Matrix): Matrix {
  const tree = buildKdTree(matrixIn(arrays, 'known'));
  return placeInMap(nearestInTree(tree, scaled, umap.nNeighbors - 1), matrixIn(arrays, 'places'), umap);
}
