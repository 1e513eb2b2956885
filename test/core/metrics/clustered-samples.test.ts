import { clusteredSamples } from '../../../core/metrics/clustered-samples.js';
import { sampleSilhouettes } from '../../../core/metrics/sample-silhouettes.js';
import { silhouettes } from '../../../core/metrics/silhouettes.js';
import { matrixOf } from './reference.js';

const points = matrixOf([[0], [50], [1], [10], [-70], [11]]);
const labels = Int32Array.of(0, -1, 0, 1, -1, 1);

test('noise is left out, the others keep their order', () => {
  expect(clusteredSamples(points, labels)).toEqual({
    points: matrixOf([[0], [1], [10], [11]]),
    labels: Int32Array.of(0, 0, 1, 1),
  });
});

test('without noise nothing is copied', () => {
  const all = Int32Array.of(0, 0, 0, 1, 1, 1);
  expect(clusteredSamples(points, all).points).toBe(points);
});

test('a silhouette is among the clustered samples only, and NaN for noise', () => {
  // Of 0: 1 to its own, 10.5 to the others: 1 - 1 / 10.5; of 1: 1 - 1 / 9.5; 10 and 11 mirror them.
  const [outer, inner] = [1 - 1 / 10.5, 1 - 1 / 9.5];
  const found = sampleSilhouettes(points, labels);
  expect(Array.from(found)).toEqual([
    expect.closeTo(outer, 12),
    Number.NaN,
    expect.closeTo(inner, 12),
    expect.closeTo(inner, 12),
    Number.NaN,
    expect.closeTo(outer, 12),
  ]);
});

test('noise counted as a cluster would give another figure', () => {
  const asCluster = labels.map((label) => (label < 0 ? 2 : label));
  expect(silhouettes(points, [asCluster])[0]!.mean).toBeLessThan(0.6);
});
