import type { Matrix } from '../matrix.js';
import type { Space } from '../rules.js';
import { fitPca, type Pca } from './fit-pca.js';
import { project } from './project.js';

/** The map from the scaled features to a space, as plain JSON. */
export type SpaceMap = { readonly space: 'scaled' } | ({ readonly space: 'pca' } & Pca);

/** The customers in a space, and how they came there. */
export interface FittedSpace {
  /** Float64Array (nSamples × nDimensions), row-major. */
  readonly points: Matrix;
  readonly map: SpaceMap;
  /** One line for people. */
  readonly summary: string;
}

const fits: Record<Space, (scaled: Matrix) => FittedSpace> = {
  scaled: (scaled) => ({
    points: scaled,
    map: { space: 'scaled' },
    summary: `scaled: ${scaled.cols} ${scaled.cols === 1 ? 'feature' : 'features'}`,
  }),
  pca: (scaled) => {
    const pca = fitPca(scaled);
    const kept = pca.components.length;
    const share = pca.explainedVarianceRatio.slice(0, kept).reduce((sum, ratio) => sum + ratio, 0);
    return {
      points: project(pca, scaled),
      map: { space: 'pca', ...pca },
      summary: `pca: ${scaled.cols} features -> ${kept} components, ${Math.round(share * 100)} % of the variance`,
    };
  },
};

/**
 * Puts scaled features into a space.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, nSamples >= 2
 */
export function fitSpace(space: Space, scaled: Matrix): FittedSpace {
  return fits[space](scaled);
}
