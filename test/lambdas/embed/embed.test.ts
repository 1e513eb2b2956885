import type { Embedding } from '../../../core/embed/embedding.js';
import { placeInSpace } from '../../../core/embed/place-in-space.js';
import { scale } from '../../../core/embed/scale.js';
import { runKey } from '../../../core/keys.js';
import { decodeMatrix, decodeNpy, type NpyArray } from '../../../core/npy.js';
import type { Space } from '../../../core/rules.js';
import { readJson } from '../../../io/read-json.js';
import { embed } from '../../../lambdas/embed/embed.js';
import { openRunFolder, type RunFolder, type RunOptions } from './run-folder.js';

const use = ['gross_revenue', 'recency_days'];
let run: RunFolder;
afterEach(() => run.remove());

async function embedCustomers(sql: string, space: Space, options: RunOptions = { features: { use } }) {
  run = await openRunFolder(sql, options);
  const { summary } = await embed({ ...run.task, space }, run.io);
  const points = decodeMatrix(await run.io.store.read(runKey('shop-1', 'embed', `${space}.npy`)));
  const embedding = await readJson<Embedding>(run.io.store, runKey('shop-1', 'embed', `${space}.json`));
  return { summary, points, embedding };
}

const customers = (values: string) =>
  `select * from (values ${values}) as customers(customer_id, gross_revenue, recency_days)`;

test('row i of the matrix is row i of the customers', async () => {
  const { points, summary, embedding } = await embedCustomers(
    customers("('b', 0::decimal(18, 4), 30), ('a', 10, 10), ('c', 5, 20)"),
    'scaled',
    { features: { use, scale: { gross_revenue: 'minMax', recency_days: 'minMax' } } },
  );
  expect(points).toEqual({ data: Float64Array.of(0, 1, 1, 0, 0.5, 0.5), rows: 3, cols: 2 });
  expect(summary).toBe('scaled: 2 features');
  expect(embedding).toMatchObject({ customers: 3, dimensions: 2, map: { space: 'scaled' }, notes: [] });
});

test('the stored scaler brings a new customer to the same place', async () => {
  const { points, embedding } = await embedCustomers(
    customers("('a', 1, 3), ('b', 900, 4), ('c', 2, 9)"),
    'scaled',
  );
  const again = scale(embedding.scaler, { data: Float64Array.of(900, 4), rows: 1, cols: 2 });
  expect(again.data).toEqual(points.data.subarray(2, 4));
});

test('pca says how much of the variance it keeps', async () => {
  const { summary, embedding } = await embedCustomers(
    customers("('a', 1, 3), ('b', 9, 4), ('c', 2, 9)"),
    'pca',
  );
  expect(summary).toBe('pca: 2 features -> 2 components, 100 % of the variance');
  expect(embedding.map).toMatchObject({ space: 'pca', components: [expect.any(Array), expect.any(Array)] });
});

const shop = `select i as customer_id, i * (1 + i % 5) as gross_revenue, i % 31 as recency_days from range(60) as rows(i)`;

test.each(['umap', 'forest'] as const)(
  '%s is stored with all that brings new customers there',
  async (space) => {
    const { points, embedding } = await embedCustomers(shop, space);
    expect([points.rows, points.cols]).toEqual([60, 2]);
    const names = embedding.scaler.features.map(({ name }) => name);
    const stored = space === 'umap' ? ['known', 'places'] : ['nodes', 'thresholds', 'known', 'places'];
    const arrays: Record<string, NpyArray> = {};
    for (const name of stored)
      arrays[name] = decodeNpy(await run.io.store.read(runKey('shop-1', 'embed', `${space}-${name}.npy`)));
    const sixth = scale(embedding.scaler, { data: Float64Array.of(6 * 2, 6), rows: 1, cols: 2 });
    expect(placeInSpace(embedding.map, arrays, sixth, names).data).toEqual(points.data.subarray(12, 14));
  },
);

test('the forest has its target even where customers are not clustered on it', async () => {
  const { embedding } = await embedCustomers(shop, 'forest', { features: { use: ['recency_days'] } });
  expect(embedding.scaler.features.map(({ name }) => name)).toEqual(['recency_days', 'gross_revenue']);
  expect(embedding.map).toMatchObject({ target: 'gross_revenue', features: ['recency_days'] });
});

test('a forest of revenue alone is an error of the user', async () => {
  run = await openRunFolder(shop, {
    features: { use: ['gross_revenue'] },
    segmentation: { spaces: ['forest'] },
  });
  await expect(embed({ ...run.task, space: 'forest' }, run.io)).rejects.toMatchObject({
    name: 'NothingToPredictBy',
    remedy: expect.any(String),
  });
});

test('a forest that cannot be made is left out where there are other spaces', async () => {
  run = await openRunFolder(shop, { features: { use: ['gross_revenue'] } });
  const { summary } = await embed({ ...run.task, space: 'forest' }, run.io);
  expect(summary).toBe('forest is left out: the forest has no feature but gross_revenue, which it predicts');
});

test('what is left out, constant or filled in is noted', async () => {
  const { points, embedding } = await embedCustomers(
    customers("('a', 1, 5), ('b', null, 5), ('c', 3, 5)"),
    'scaled',
    {
      features: { use: [...use, 'items'] },
      leftOut: [{ feature: 'items', reason: 'the file has no quantities' }],
    },
  );
  expect(embedding.notes).toEqual([
    'items is left out: the file has no quantities',
    'recency_days is the same for every customer and separates nobody',
    'gross_revenue is unknown for 1 customers, who count as the median, 2',
  ]);
  expect(points.data.every(Number.isFinite)).toBe(true);
});

test.each([
  ['TooFewCustomers', customers("('a', 1, 5)"), { features: { use } }, '1 customers are too few'],
  [
    'CustomersAllEqual',
    customers("('a', 1, 5), ('b', 1, 5)"),
    { features: { use } },
    'all 2 customers are equal in',
  ],
  [
    'CustomersAllEqual',
    'select 1 as gross_revenue, 2 as recency_days from range(100000)',
    { features: { use } },
    '100000',
  ],
  [
    'UnusableFeature',
    customers("('a', 'inf'::double, 5), ('b', 1, 5)"),
    { features: { use } },
    'gross_revenue',
  ],
  [
    'UnusableFeature',
    customers("('a', null, 5), ('b', null, 6)"),
    { features: { use } },
    'unknown for all 2',
  ],
  ['UnknownFeature', customers("('a', 1, 5)"), { features: { use: ['revenues'] } }, 'revenues'],
  [
    'UnknownFeature',
    customers("('a', 1, 5)"),
    { features: { use, scale: { recency: 'robust' } } },
    'cannot be clustered on recency',
  ],
  [
    'NoFeatures',
    customers("('a', 1, 5)"),
    { features: { use: ['items'] }, leftOut: [{ feature: 'items', reason: '' }] },
    'items',
  ],
] as const)('%s is an error of the user (%#)', async (name, sql, options, message) => {
  run = await openRunFolder(sql, options);
  await expect(embed({ ...run.task, space: 'pca' }, run.io)).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
    remedy: expect.any(String),
  });
});
