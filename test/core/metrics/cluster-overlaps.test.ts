import { clusterOverlaps } from '../../../core/metrics/cluster-overlaps.js';

test('each cluster is matched with the most alike, samples in both over samples in either', () => {
  // Cluster 0 = {0, 1, 2}: with {0, 1} 2/3, with {2, 3, 4} 1/5. Cluster 1 = {3, 4, 5}: with {2, 3, 4} 2/4, with {5} 1/3.
  const overlaps = clusterOverlaps(Int32Array.of(0, 0, 0, 1, 1, 1), Int32Array.of(1, 1, 0, 0, 0, 2));
  expect(Array.from(overlaps)).toEqual([2 / 3, 2 / 4]);
});

test('the same partition under other numbers overlaps whole', () => {
  expect(Array.from(clusterOverlaps(Int32Array.of(0, 1, 1, 2), Int32Array.of(5, 0, 0, 3)))).toEqual([
    1, 1, 1,
  ]);
});

test('two clusters may be like one', () => {
  expect(Array.from(clusterOverlaps(Int32Array.of(0, 0, 1, 1), new Int32Array(4)))).toEqual([0.5, 0.5]);
});
