import type { Matrix } from '../matrix/matrix.js';
import type { NpyArray } from '../matrix/npy.js';
import type { Pca } from './fit-pca.js';
import type { TsneSettings } from './tsne/tsne-settings.js';
import type { UmapSettings } from './umap/umap-settings.js';

/** A map of the customers, whose arrays are `known` (nKnown × nFeatures, scaled) and `places` (nKnown × 2). */
export interface UmapMap {
  readonly space: 'umap';
  readonly umap: UmapSettings;
}

/**
 * A map of the customers by the leaves of a random forest. Its arrays: `nodes` (nNodes × 2, integers: feature and
 * right child of each node, see `Forest`), `thresholds` (nNodes), `known` (nKnown × nTrees, integers: leaves) and
 * `places` (nKnown × 2).
 */
export interface ForestMap {
  readonly space: 'forest';
  /** What the forest predicts, and by what: names of columns of the scaler. */
  readonly target: string;
  readonly features: readonly string[];
  /** Share of the target's variance that trees explain which have not seen the customer. */
  readonly outOfBagR2: number;
  /** The first node of each tree. */
  readonly roots: readonly number[];
  readonly umap: UmapSettings;
}

/** A map of the customers that has no place for others. */
export interface TsneMap {
  readonly space: 'tsne';
  readonly tsne: TsneSettings;
  /** Of the map from the affinities, in nats. */
  readonly divergence: number;
}

/** The map from the scaled features to a space, as plain JSON; what is large is in the arrays beside it. */
export type SpaceMap =
  | { readonly space: 'scaled' }
  | ({ readonly space: 'pca' } & Pca)
  | UmapMap
  | ForestMap
  | TsneMap;

/** Arrays that a map needs to place new customers, by name: `runs/<runId>/embed/<space>-<name>.npy`. */
export type MapArrays = Readonly<Record<string, NpyArray>>;

/** The customers in a space, and how they came there. */
export interface FittedSpace {
  /** Float64Array (nSamples × nDimensions), row-major. */
  readonly points: Matrix;
  readonly map: SpaceMap;
  readonly arrays: MapArrays;
  /** How it was made, in one line for people, without its name. */
  readonly summary: string;
}
