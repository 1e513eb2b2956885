import type { Scaler } from './fit-scaler.js';
import type { SpaceMap } from './fitted-space.js';

/** How customers came into a space: stored as `runs/<runId>/embed/<space>.json`, enough to bring new ones there. */
export interface Embedding {
  readonly customers: number;
  readonly dimensions: number;
  readonly scaler: Scaler;
  readonly map: SpaceMap;
  /** Names of the map's arrays, each in `<space>-<name>.npy` beside this. */
  readonly arrays: readonly string[];
  /** What people should know: features left out, constant, or filled in. */
  readonly notes: readonly string[];
}
