import { fitKMeans } from '../../core/cluster/fit-kmeans.js';
import { lloyd } from '../../core/cluster/lloyd.js';
import { pickRows } from '../../core/embed/pick-rows.js';
import { clusterSizes } from '../../core/metrics/cluster-sizes.js';
import { withinSumOfSquares } from '../../core/metrics/within-sum-of-squares.js';
import { drawNormal } from '../../core/random/draw-normal.js';
import { createRandom } from '../../core/random/random.js';
import { shuffled } from '../../core/random/shuffled.js';
import { withOrderLake } from './clean/order-lake.js';
import { runFeaturize } from './featurize/run-featurize.js';

/**
 * Mistakes of systems that did this job before. Here: recency of who only returned (6), one start of k-means and labels
 * from 1 (8, 9), a filter after the split (10). Beside the function they are of: the interval of the mean as a rule (1:
 * core/rule/fit-rule, study/membership), a mean of means for a share (2: core/hypotheses, bin/answers), noise as a cluster
 * (3: core/metrics/clustered-samples), one cluster of nearly everybody (4: core/choice/choose-segmentation), rows that
 * double when a run is loaded again (5: load), scaling by one customer alone (7: core/model), a forecast worse than the
 * naive one without its error (11: core/forecast/track-record, study/forecast).
 */

const order = (customer_id: string, quantity: number, more: object = {}) => ({
  ...{ customer_id, quantity, invoice_id: `${customer_id}${quantity}`, unit_price: 2 },
  ...more,
});

test('who only ever returned something is no customer, let alone the freshest one', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      order('a', 3, { ordered_at: '2020-01-01 10:00:00' }),
      order('b', 5, { ordered_at: '2020-03-01 10:00:00' }),
      order('r', -4, { ordered_at: '2020-03-31 10:00:00' }),
    ]);
    await lake.clean(['u1']);
    expect((await runFeaturize(lake)).customers).toBe(2);
    const rows = await lake.rows(
      'featurize',
      'customers.parquet',
      'select customer_id, recency_days from $file order by recency_days',
    );
    // Recency is from the last day of the file, which the return is on.
    expect(rows).toEqual([
      { customer_id: 'b', recency_days: 30 },
      { customer_id: 'a', recency_days: 90 },
    ]);
  }));

test('a rule is applied before purchases and returns part, so that it holds for both', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      order('a', 3),
      order('x', 9),
      order('x', -2),
      order('a', -1),
      order('b', 1, { country: 'Unspecified' }),
      order('b', -1, { country: 'Unspecified', invoice_id: 'C1' }),
    ]);
    await lake.clean(['u1'], {
      cleaning: { excludeCustomers: ['x'], excludeCountries: ['Unspecified'], cancelledWithinDays: null },
    });
    for (const file of ['purchases.parquet', 'returns.parquet']) {
      const rows = await lake.rows('clean', file, 'select distinct customer_id from $file');
      expect(rows).toEqual([{ customer_id: 'a' }]);
    }
  }));

test('k-means from one start gets stuck beside what is found here, and every label from 0 is in the count', () => {
  const random = createRandom(5);
  const data = Float64Array.from({ length: 600 }, () => Math.exp(2 * drawNormal(random)));
  const points = { data, rows: 300, cols: 2 };
  /** The classic: from some of the points, once. */
  const once = (seed: number) => {
    const draw = createRandom(seed);
    const rows = shuffled(
      Int32Array.from({ length: 300 }, (_, i) => i),
      draw,
    ).subarray(0, 6);
    const end = lloyd(points, pickRows(points, rows), { maxIterations: 300, tolerance: 0 });
    return withinSumOfSquares(points, end.labels);
  };
  const inertias = Array.from({ length: 40 }, (_, seed) => once(seed));
  const { inertia, labels } = fitKMeans(points, 6, createRandom(1), { starts: 20 });
  expect(Math.max(...inertias)).toBeGreaterThan(inertia * 1.05);
  expect(inertia).toBeLessThanOrEqual(Math.min(...inertias) * (1 + 1e-9));
  expect([...new Set(labels)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(clusterSizes(labels, 6).reduce((sum, size) => sum + size, 0)).toBe(300);
});
