import { UserError } from '../errors/user-error.js';
import type { Matrix } from '../matrix/matrix.js';
import type { NpyArray } from '../matrix/npy.js';
import type { Random } from '../random/random.js';
import type { FittedSpace, ForestMap, MapArrays } from './fitted-space.js';
import { fitForest } from './forest/fit-forest.js';
import type { Forest } from './forest/forest.js';
import { leafNeighboursAmong } from './forest/leaf-neighbours.js';
import { type Leaves, leavesOf } from './forest/leaves-of.js';
import { mapLeaves } from './forest/map-leaves.js';
import { arrayOf, integersIn, matrixIn } from './map-arrays.js';
import { placeInMap } from './umap/place-in-map.js';
import { umapSettings } from './umap/umap-settings.js';

/** What the forest predicts from all other features: what a customer is worth. */
export const forestTarget = 'gross_revenue';

/**
 * Leaves of five keep a single huge customer from bending the trees: on retail the share of variance explained out
 * of bag rises from .20 to .34, and the forest shrinks to a sixth. Few customers allow only smaller leaves.
 */
const smallestLeaf = (nCustomers: number) => Math.min(5, Math.max(1, Math.floor(nCustomers / 20)));

/**
 * Maps customers to two dimensions by what decides on their revenue: near are those that fall to the same leaves of
 * a forest that predicts it.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 * @param names of the columns, the target among them
 * @throws UserError `NothingToPredictBy`, `ForestSeparatesNobody`
 */
export function fitForestSpace(scaled: Matrix, names: readonly string[], random: Random): FittedSpace {
  const features = names.filter((name) => name !== forestTarget);
  if (features.length === 0) throw nothingToPredictBy();
  const points = pickColumns(scaled, names, features);
  const target = pickColumns(scaled, names, [forestTarget]).data;
  const { forest, outOfBagR2 } = fitForest(points, target, random, {
    smallestLeaf: smallestLeaf(points.rows),
  });
  const umap = umapSettings();
  const mapped = mapLeaves(leavesOf(forest, points), points, random, umap);
  if (!mapped) throw separatesNobody(features);
  const { known, places } = mapped;
  const roots = Array.from(forest.roots);
  return {
    points: mapped.points,
    map: { space: 'forest', target: forestTarget, features, outOfBagR2, roots, umap },
    arrays: { ...forestArrays(forest), known: leavesArray(known), places: arrayOf(places) },
    summary: `${known.nTrees} trees explain ${percent(outOfBagR2)} of ${forestTarget} by ${features.length} features -> 2 dimensions`,
  };
}

/** Places customers that the map has never seen; `names` are those of the scaled columns. */
export function placeInForestSpace(
  map: ForestMap,
  arrays: MapArrays,
  scaled: Matrix,
  names: readonly string[],
): Matrix {
  const leaves = leavesOf(forestIn(map, arrays), pickColumns(scaled, names, map.features));
  const known: Leaves = { nTrees: map.roots.length, ids: integersIn(arrays, 'known') };
  const neighbours = leafNeighboursAmong(known, leaves, map.umap.nNeighbors - 1);
  return placeInMap(neighbours, matrixIn(arrays, 'places'), map.umap);
}

function pickColumns(
  { data, rows, cols }: Matrix,
  names: readonly string[],
  wanted: readonly string[],
): Matrix {
  const from = wanted.map((name) => names.indexOf(name));
  const picked = new Float64Array(rows * from.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < from.length; j++) picked[i * from.length + j] = data[i * cols + from[j]!]!;
  return { data: picked, rows, cols: from.length };
}

function forestArrays({ features, rights, thresholds }: Forest): MapArrays {
  const nodes = new Int32Array(2 * features.length);
  features.forEach((feature, node) => {
    nodes[2 * node] = feature;
    nodes[2 * node + 1] = rights[node]!;
  });
  return {
    nodes: { data: nodes, shape: [features.length, 2] },
    thresholds: { data: thresholds, shape: [thresholds.length] },
  };
}

function forestIn({ features, roots }: ForestMap, arrays: MapArrays): Forest {
  const nodes = integersIn(arrays, 'nodes');
  return {
    nFeatures: features.length,
    roots: Int32Array.from(roots),
    features: nodes.filter((_, at) => at % 2 === 0),
    rights: nodes.filter((_, at) => at % 2 === 1),
    thresholds: matrixIn(arrays, 'thresholds').data,
  };
}

const leavesArray = ({ ids, nTrees }: Leaves): NpyArray => ({
  data: ids,
  shape: [ids.length / nTrees, nTrees],
});

const percent = (share: number) => `${Math.round(share * 100)} %`;

const nothingToPredictBy = () =>
  new UserError('NothingToPredictBy', `the forest has no feature but ${forestTarget}, which it predicts`, {
    remedy: 'Name further features in features.use of the rules, or take forest out of segmentation.spaces.',
  });

const separatesNobody = (features: readonly string[]) =>
  new UserError('ForestSeparatesNobody', `${features.join(', ')} tell nothing about ${forestTarget}`, {
    remedy: 'Name other features in features.use of the rules, or take forest out of segmentation.spaces.',
  });
