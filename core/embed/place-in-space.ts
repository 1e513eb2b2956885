import type { Matrix } from '../matrix/matrix.js';
import type { MapArrays, SpaceMap } from './fitted-space.js';
import { placeInForestSpace } from './forest-space.js';
import { project } from './project.js';
import { noPlaceInTsne } from './tsne-space.js';
import { placeInUmapSpace } from './umap-space.js';

/**
 * Brings customers into a fitted space that were not there when it was fitted, each for itself.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, scaled as the space's customers were
 * @param names of the features, in the order of the columns
 * @returns Float64Array (nSamples × nDimensions), row-major
 * @throws UserError `NoPlaceForNewCustomers` in a map of t-SNE, which is one of its own customers only
 */
export function placeInSpace(
  map: SpaceMap,
  arrays: MapArrays,
  scaled: Matrix,
  names: readonly string[],
): Matrix {
  switch (map.space) {
    case 'scaled':
      return scaled;
    case 'pca':
      return project(map, scaled);
    case 'umap':
      return placeInUmapSpace(map, arrays, scaled);
    case 'forest':
      return placeInForestSpace(map, arrays, scaled, names);
    case 'tsne':
      throw noPlaceInTsne();
  }
}
