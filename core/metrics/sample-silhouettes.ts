import type { Matrix } from '../matrix/matrix.js';
import { clusteredSamples } from './clustered-samples.js';
import { silhouettes } from './silhouettes.js';

/**
 * The silhouette of every sample that is in a cluster, among those samples only.
 * @param points Float64Array (nSamples × nFeatures), row-major
 * @param labels Int32Array (nSamples), 0..nClusters-1, noise -1
 * @returns Float64Array (nSamples), -1..1; NaN for noise
 */
export function sampleSilhouettes(points: Matrix, labels: Int32Array): Float64Array {
  const clustered = clusteredSamples(points, labels);
  const { samples } = silhouettes(clustered.points, [clustered.labels])[0]!;
  let at = 0;
  return Float64Array.from(labels, (label) => (label < 0 ? Number.NaN : samples[at++]!));
}
