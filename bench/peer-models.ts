import { type Clustering, fitModel } from '../core/cluster/fit-model.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { silhouettes } from '../core/metrics/silhouettes.js';
import { createRandom } from '../core/random/random.js';
import { defaultRules } from '../core/rules/rules.js';

export const peerModels = ['gmm', 'kmeans', 'ward'] as const;
export type PeerModel = (typeof peerModels)[number];

export const ks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** One model on a map, for every k: ten random starts where it has any. */
export interface ModelResult {
  readonly model: PeerModel;
  /** Int32Array (nSamples) for each k. */
  readonly labels: readonly Int32Array[];
  /** Mean per sample, for each k; of the Gaussian mixture only. */
  readonly logLikelihoods: readonly number[];
  readonly silhouettes: readonly number[];
  readonly seconds: number;
}

/** Fits and measures, as the step `cluster` does. */
export function runModel(model: PeerModel, map: Matrix, seed: number): ModelResult {
  const start = performance.now();
  const fits = fitModel(model, map, ks, {
    rules: { ...defaultRules.segmentation, starts: 10 },
    randomOf: (k) => createRandom(`${seed}/${model}/${k}`),
    onFit: () => {},
  });
  const labels = fits.map((fit) => fit.labels);
  const means = silhouettes(map, labels).map(({ mean }) => mean);
  return {
    model,
    labels,
    logLikelihoods: fits.flatMap((fit) => likelihoodOf(fit, map.rows)),
    silhouettes: means,
    seconds: (performance.now() - start) / 1000,
  };
}

const likelihoodOf = ({ fitted }: Clustering, nSamples: number) =>
  fitted.model === 'gmm' ? [fitted.logLikelihood / nSamples] : [];
