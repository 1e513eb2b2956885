import { assignByNeighbours } from '../../../core/cluster/assign-by-neighbours.js';
import { fitDbscan } from '../../../core/cluster/fit-dbscan.js';
import { fitHdbscan } from '../../../core/cluster/fit-hdbscan.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { clusteredSamples } from '../../../core/metrics/clustered-samples.js';
import { matrixOf, readRows } from '../metrics/reference.js';

const column = (values: readonly number[]) => matrixOf(values.map((value) => [value]));

test('the nearest vote; of equals the nearer one wins; noise has no vote', () => {
  const clustered = clusteredSamples(column([0, 1, 4, 5, 5.1, 9]), Int32Array.of(0, 0, -1, 1, 1, 1));
  // Nearest three of 2: 1, 0, 5; of 3.5: 5, 5.1, 1; of 99: 9, 5.1, 5. Nearest two of 2.9 and 3.1: 1 and 5.
  expect(Array.from(assignByNeighbours(clustered, column([2, 3.5, 99]), { nNeighbours: 3 }))).toEqual([
    0, 1, 1,
  ]);
  expect(Array.from(assignByNeighbours(clustered, column([2.9, 3.1]), { nNeighbours: 2 }))).toEqual([0, 1]);
});

test('fewer samples than votes all vote', () => {
  const clustered = { points: column([1, 2, 9]), labels: Int32Array.of(0, 0, 1) };
  expect(Array.from(assignByNeighbours(clustered, column([9])))).toEqual([0]);
});

const dbscan = (points: Matrix) => fitDbscan(points, { eps: 0.3, minSamples: 10 }).labels;
const hdbscan = (points: Matrix) => fitHdbscan(points, { minClusterSize: 15 }).labels;

test.each([
  ['DBSCAN', dbscan],
  ['HDBSCAN', hdbscan],
] as const)(
  '%s on four fifths of three blobs gives the others the clusters that a fit on all does',
  (_, labelsOf) => {
    const rows = readRows('sklearn_dbscan_example').map((row) => row.slice(0, 2));
    const known = matrixOf(rows.filter((_, i) => i % 5 !== 0));
    const others = matrixOf(rows.filter((_, i) => i % 5 === 0));
    const assigned = assignByNeighbours(clusteredSamples(known, labelsOf(known)), others);
    const whole = labelsOf(matrixOf(rows)).filter((_, i) => i % 5 === 0);
    const inCluster = (labels: Int32Array) => labels.filter((_, i) => whole[i] !== -1);
    expect(adjustedRandIndex(inCluster(assigned), inCluster(whole))).toBeGreaterThanOrEqual(0.95);
  },
);
