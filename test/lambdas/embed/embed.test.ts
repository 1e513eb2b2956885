import type { Embedding, LeftOutSpace } from '../../../core/embed/embedding.js';
import { placeInSpace } from '../../../core/embed/place-in-space.js';
import { scale } from '../../../core/embed/scale.js';
import { decodeMatrix, decodeNpy, type NpyArray } from '../../../core/matrix/npy.js';
import type { SegmentationRules, Space } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
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
  expect(embedding).toMatchObject({
    customers: 3,
    dimensions: 2,
    map: { space: 'scaled' },
    summary: '2 features',
    notes: [],
  });
});

test('the stored scaler brings a new customer to the same place', async () => {
  const { points, embedding } = await embedCustomers(
    customers("('a', 1, 3), ('b', 900, 4), ('c', 2, 9)"),
    'scaled',
  );
  const again = scale(embedding.scaler, { data: Float64Array.of(900, 4), rows: 1, cols: 2 });
  expect(again.data).toEqual(points.data.subarray(2, 4));
});

/** Items go with the money: two of three components say all but everything. */
const alongALine = `select i as customer_id, i * 10.0 as gross_revenue, (i * 7) % 31 as recency_days,
  i * 20.0 + i % 2 as items from range(60) as rows(i)`;
const three = { use: [...use, 'items'] };
const onlyScaled = 'of the scaled features: it only turns them';

test('pca says how much of the variance it keeps', async () => {
  const { summary, embedding } = await embedCustomers(alongALine, 'pca', { features: three });
  expect(summary).toBe('pca: 3 features -> 2 components, 100 % of the variance');
  expect(embedding).toMatchObject({ dimensions: 2, summary: summary.slice('pca: '.length) });
  expect(embedding.map).toMatchObject({ space: 'pca', components: [expect.any(Array), expect.any(Array)] });
});

test.each([
  ['three', `hash(i) % 100 as items`, three, 'all 3 dimensions'],
  ['two', '1 as items', { use }, 'all 2 dimensions'],
  ['one', '1 as items', { use: ['recency_days'] }, 'the one dimension'],
])('pca that drops none of %s features is left out beside scaled', async (_, items, features, kept) => {
  const sql = `select i as customer_id, hash(i + 1000) % 97 as gross_revenue, (i * 7) % 31 as recency_days, ${items}
    from range(60) as rows(i)`;
  run = await openRunFolder(sql, { features });
  const { summary } = await embed({ ...run.task, space: 'pca' }, run.io);
  expect(summary).toContain(`pca is left out: PCA keeps ${kept} ${onlyScaled}`);
  const { leftOut } = await readJson<LeftOutSpace>(run.io.store, runKey('shop-1', 'embed', 'pca.json'));
  expect(`pca is left out: ${leftOut}`).toBe(summary);
  expect(await run.io.store.stat(runKey('shop-1', 'embed', 'pca.npy'))).toBeNull();
});

test.each<[string, Partial<SegmentationRules>]>([
  ['it is the only space', { spaces: ['pca'] }],
  ['scaled is not among the spaces', { spaces: ['umap', 'pca'] }],
  ['the rules choose it by name', { choose: { space: 'pca', model: null, k: null } }],
])('pca that drops no feature is kept where %s', async (_, segmentation) => {
  const { points, embedding } = await embedCustomers(
    customers("('a', 1, 3), ('b', 9, 4), ('c', 2, 9)"),
    'pca',
    {
      features: { use },
      segmentation,
    },
  );
  expect([points.rows, points.cols, embedding.dimensions]).toEqual([3, 2, 2]);
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

test('a t-SNE map of a sample is left out where there are other spaces', async () => {
  run = await openRunFolder(shop, {
    features: { use },
    segmentation: { spaces: ['scaled', 'tsne'], sampleAbove: 50, trainOn: 30 },
  });
  const { summary } = await embed({ ...run.task, space: 'tsne' }, run.io);
  expect(summary).toBe('tsne is left out: a t-SNE map has no place for customers it was not made with');
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
  ['TooFewCustomers', customers("('a', 1, 5)"), { features: { use } }, '1 customer is too few'],
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
