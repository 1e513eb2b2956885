import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import type { Space } from '../rules/rules.js';
import { fitPca } from './fit-pca.js';
import type { FittedSpace } from './fitted-space.js';
import { fitForestSpace } from './forest-space.js';
import { project } from './project.js';
import { fitTsneSpace } from './tsne-space.js';
import { fitUmapSpace } from './umap-space.js';

type Fit = (scaled: Matrix, names: readonly string[], random: Random) => FittedSpace;

const fits: Record<Space, Fit> = {
  scaled: (scaled) => ({
    points: scaled,
    map: { space: 'scaled' },
    arrays: {},
    summary: countOf(scaled),
  }),
  pca: (scaled) => {
    const pca = fitPca(scaled);
    const kept = pca.components.length;
    const share = pca.explainedVarianceRatio.slice(0, kept).reduce((sum, ratio) => sum + ratio, 0);
    return {
      points: project(pca, scaled),
      map: { space: 'pca', ...pca },
      arrays: {},
      summary: `${countOf(scaled)} -> ${kept} ${kept === 1 ? 'component' : 'components'}, ${Math.round(share * 100)} % of the variance`,
    };
  },
  umap: (scaled, _, random) => fitUmapSpace(scaled, random),
  forest: fitForestSpace,
  tsne: (scaled, _, random) => fitTsneSpace(scaled, random),
};

const countOf = ({ cols }: Matrix) => `${cols} ${cols === 1 ? 'feature' : 'features'}`;

/**
 * Puts scaled features into a space.
 * @param scaled Float64Array (nSamples × nFeatures), row-major, all finite, with at least two distinct rows
 * @param names of the features; the forest needs `forestTarget` among them
 */
export function fitSpace(
  space: Space,
  scaled: Matrix,
  names: readonly string[],
  random: Random,
): FittedSpace {
  return fits[space](scaled, names, random);
}
