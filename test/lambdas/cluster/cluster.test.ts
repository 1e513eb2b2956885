import type { ClusterDocument } from '../../../core/cluster/cluster-document.js';
import type { FittedKMeans } from '../../../core/cluster/fitted-model.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import { decodeMatrix, decodeNpy } from '../../../core/matrix/npy.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import type { Space } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
import { readJson } from '../../../io/read-json.js';
import { cluster } from '../../../lambdas/cluster/cluster.js';
import { embed } from '../../../lambdas/embed/embed.js';
import { matrixOf } from '../../core/metrics/reference.js';
import { openRunFolder, type RunFolder, type RunOptions } from '../embed/run-folder.js';

let run: RunFolder;
afterEach(() => run.remove());

const use = ['gross_revenue', 'recency_days'];

/** Three groups of 100 customers each, side by side. */
const threeGroups = `
  select
    [1, 20, 400][1 + i % 3] * (1 + hash(i) % 7 / 20.0) as gross_revenue,
    [300, 20, 100][1 + i % 3] + hash(i + 1000) % 11 as recency_days
  from range(300) as customers(i)`;

async function clusterCustomers(sql: string, space: Space, options: RunOptions = {}) {
  // Beside scaled, pca of two features is left out.
  const segmentation = { spaces: [space], ...options.segmentation };
  run = await openRunFolder(sql, { ...options, segmentation, features: { use, ...options.features } });
  await embed({ ...run.task, space: 'scaled' }, run.io);
  if (space !== 'scaled') await embed({ ...run.task, space }, run.io);
  return readCluster(space);
}

async function readCluster(space: Space) {
  const { summary } = await cluster({ ...run.task, space, model: 'kmeans' }, run.io);
  const bytes = await run.io.store.read(runKey('shop-1', 'cluster', `${space}-kmeans.npy`));
  const { rows, fitted } = await readJson<ClusterDocument>(
    run.io.store,
    runKey('shop-1', 'cluster', `${space}-kmeans.json`),
  );
  return { summary, labels: decodeNpy(bytes), rows, fitted: fitted as FittedKMeans[], bytes };
}

test.each(['scaled', 'pca'] as const)('three groups are found in %s at k = 3', async (space) => {
  const { summary, labels, rows, fitted } = await clusterCustomers(threeGroups, space);
  expect(rows.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(labels.shape).toEqual([10, 300]);
  const best = rows.reduce((a, b) => (b.silhouetteScaled > a.silhouetteScaled ? b : a));
  expect(best).toMatchObject({ space, model: 'kmeans', k: 3, sizes: [100, 100, 100], converged: true });
  expect(best.smallestShare).toBe(1 / 3);
  const found = Int32Array.from(labels.data.subarray(300, 600));
  expect(
    adjustedRandIndex(
      found,
      found.map((_, i) => i % 3),
    ),
  ).toBe(1);
  expect(fitted[1]!.centers).toHaveLength(3);
  expect(summary).toBe(`${space}-kmeans: k = 2..11, best silhouette ${best.silhouette.toFixed(3)} at k = 3`);
});

test('the stored centers give every customer the stored label', async () => {
  const { labels, fitted } = await clusterCustomers(threeGroups, 'pca');
  const points = decodeMatrix(await run.io.store.read(runKey('shop-1', 'embed', 'pca.npy')));
  fitted.forEach(({ centers }, i) => {
    const assigned = nearestCenters(points, matrixOf(centers)).labels;
    expect(assigned).toEqual(labels.data.slice(i * 300, (i + 1) * 300));
  });
});

test('silhouettes in the space and in the scaled features are the same only in scaled', async () => {
  const { rows } = await clusterCustomers(threeGroups, 'scaled');
  expect(rows.every((row) => row.silhouette === row.silhouetteScaled)).toBe(true);
});

test('the same run gives the same bytes, and a fit does not depend on the other ks', async () => {
  const { bytes, labels } = await clusterCustomers(threeGroups, 'scaled');
  expect((await readCluster('scaled')).bytes).toEqual(bytes);
  await run.remove();
  const alone = await clusterCustomers(threeGroups, 'scaled', { segmentation: { kFrom: 7, kTo: 7 } });
  expect(alone.labels.data).toEqual(labels.data.slice(5 * 300, 6 * 300));
});

test('k stops at the distinct customers and below all of them', async () => {
  const few = await clusterCustomers(
    'select i * i as gross_revenue, i as recency_days from range(4) as c(i)',
    'scaled',
  );
  expect(few.rows.map(({ k }) => k)).toEqual([2, 3]);
  await run.remove();
  const copies = await clusterCustomers(
    'select i % 3 as gross_revenue, i % 3 as recency_days from range(100000) as c(i)',
    'scaled',
  );
  expect(copies.rows.map(({ k }) => k)).toEqual([2, 3]);
  expect(copies.rows[1]!.silhouette).toBeCloseTo(1, 9);
  expect(copies.rows[1]!.inertia).toBeCloseTo(0, 9);
});

test('one giant outlier and a constant feature leave every figure finite', async () => {
  const { rows } = await clusterCustomers(
    'select if(i = 7, 1e100, i) as gross_revenue, 5 as recency_days from range(50) as c(i)',
    'scaled',
  );
  for (const row of rows) {
    for (const value of Object.values(row))
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  }
});

test.each([
  [
    'two customers',
    'select i as gross_revenue, i as recency_days from range(2) as c(i)',
    {},
    '2 customers, 2 of them',
  ],
  [
    'fewer customers than k',
    'select i as gross_revenue, i as recency_days from range(5) as c(i)',
    { segmentation: { kFrom: 6, kTo: 8 } },
    '5 customers, 5 of them different, are too few for 6 segments',
  ],
  [
    'duplicates only',
    'select i % 2 as gross_revenue, 1 as recency_days from range(1000) as c(i)',
    { segmentation: { kFrom: 3 } },
    '1000 customers, 2 of them different, are too few for 3 segments',
  ],
] as const)('%s are too few', async (_, sql, options, message) => {
  await expect(clusterCustomers(sql, 'scaled', options)).rejects.toMatchObject({
    name: 'TooFewCustomers',
    message: expect.stringContaining(message),
  });
});
