import type { SpaceMap } from './fitted-space.js';
import type { Scaler } from './scale.js';

/** How customers came into a space: stored as `runs/<runId>/embed/<space>.json`, enough to bring new ones there. */
export interface Embedding {
  /** All of them. */
  readonly customers: number;
  /** Those that the space was fitted to, the rows of its matrix: all, or the rows of `embed/sample.npy`. */
  readonly trainedOn: number;
  readonly dimensions: number;
  readonly scaler: Scaler;
  readonly map: SpaceMap;
  /** Names of the map's arrays, each in `<space>-<name>.npy` beside this. */
  readonly arrays: readonly string[];
  /** How it was made, in one line for people. */
  readonly summary: string;
  /** What people should know: features left out, constant, or filled in. */
  readonly notes: readonly string[];
}

/** In place of an embedding: a space that cannot be made of these customers, or says nothing of its own; one among others. */
export interface LeftOutSpace {
  /** Why, in a sentence. */
  readonly leftOut: string;
}
