import { squaredDistance } from '../../../core/metrics/squared-distance.js';
import { nearestOthers } from '../../../core/neighbours/nearest-others.js';
import { randomPoints } from './random-points.js';

test.each([
  [2, 1, 0],
  [13, 2, 3],
  [400, 5, 0],
  [400, 5, 2],
  // One value per feature: copies of one point.
  [60, 3, 1],
])(
  'others of %d points in %d dimensions (grid of %d): as by brute force, without oneself',
  (n, cols, steps) => {
    const points = randomPoints(n, cols, 'others', steps);
    const { k, samples, distances } = nearestOthers(points, 14);
    expect(k).toBe(Math.min(14, n - 1));
    for (let i = 0; i < n; i++) {
      const found = Array.from(samples.subarray(i * k, (i + 1) * k));
      const all = Array.from({ length: n }, (_, j) => Math.sqrt(squaredDistance(points, i, points, j)));
      const nearest = all
        .filter((_, j) => j !== i)
        .sort((a, b) => a - b)
        .slice(0, k);
      expect(new Set([...found, i]).size).toBe(k + 1);
      expect(found.map((j) => all[j])).toEqual(nearest);
      expect(Array.from(distances.subarray(i * k, (i + 1) * k))).toEqual(nearest);
    }
  },
);
