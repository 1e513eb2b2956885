import { type Curve, fitCurve } from './fit-curve.js';

/** What a map was made with: plain JSON, enough to place rows it has never seen. */
export interface UmapSettings {
  /** Size of a neighbourhood, the point itself included, >= 2. */
  readonly nNeighbors: number;
  /** Distance in the map up to which points count as together, >= 0. */
  readonly minDist: number;
  readonly epochs: number;
  readonly curve: Curve;
}

/**
 * Defaults for clustering, as umap-learn's documentation advises: wide neighbourhoods, packed densely. After 200
 * epochs maps of iris, wine and retail are as trustworthy as after its 500.
 */
export function umapSettings({ nNeighbors = 30, minDist = 0, epochs = 200 } = {}): UmapSettings {
  return { nNeighbors, minDist, epochs, curve: fitCurve({ minDist }) };
}
