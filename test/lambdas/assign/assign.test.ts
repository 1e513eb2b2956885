import type { CustomerPart } from '../../../core/features/customer-parts.js';
import { numericFeatures } from '../../../core/features/features.js';
import { decodeNpy } from '../../../core/matrix/npy.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import type { Model, SegmentationRules, Space } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Profile } from '../../../core/runs/profile.js';
import { readJson } from '../../../io/read-json.js';
import { assign } from '../../../lambdas/assign/assign.js';
import { choose } from '../../../lambdas/choose/choose.js';
import { cluster } from '../../../lambdas/cluster/cluster.js';
import { embed } from '../../../lambdas/embed/embed.js';
import { profile } from '../../../lambdas/profile/profile.js';
import { openRunFolder, type RunFolder } from '../embed/run-folder.js';
import { writeOrders } from '../embed/write-orders.js';

let run: RunFolder;
afterEach(() => run.remove());

const use = ['gross_revenue', 'recency_days', 'invoices'];
const nCustomers = 3000;
/** One in eleven buys much and lately; the others are of three kinds, blurred; one is a giant. */
const normal = (salt: number) =>
  `(${[0, 1, 2, 3].map((j) => `hash(i * 32 + ${4 * salt + j}) % 100003`).join(' + ')}) / 100003.0 - 2`;
const shop = `
  select
    'c' || i as customer_id,
    if(i = 1234, 1e7, exp([8, 5, 6, 4][1 + kind] + 0.7 * (${normal(0)}))) as gross_revenue,
    exp([1, 5, 3.5, 4.5][1 + kind] + 0.5 * (${normal(1)})) as recency_days,
    exp([3, 1.5, 2, 0.5][1 + kind] + 0.4 * (${normal(2)})) as invoices,
    ${numericFeatures
      .map(({ name }) => name)
      .filter((name) => !use.includes(name))
      .map((name) => `1.0 as ${name}`)
      .join(', ')}
  from (select i, if(i % 11 = 0, 0, 1 + i % 3) as kind from range(${nCustomers}) as customers(i)) order by i`;

async function segment(space: Space, model: Model, segmentation: Partial<SegmentationRules> = {}) {
  const rules = { spaces: [space], models: [model], kFrom: 4, kTo: 4, resamples: 2, ...segmentation };
  run = await openRunFolder(shop, { features: { use }, segmentation: rules });
  for (const each of new Set<Space>(['scaled', space])) await embed({ ...run.task, space: each }, run.io);
  await cluster({ ...run.task, space, model }, run.io);
  await writeOrders(run);
  const { parts } = await choose(run.task, run.io);
  expect(parts).toEqual([{ ...run.task, from: 0, to: nCustomers }]);
  return assignPart({ from: 0, to: nCustomers });
}

const sampled = { sampleAbove: 1000, trainOn: 1000 };
const read = async (step: string, file: string) =>
  decodeNpy(await run.io.store.read(runKey('shop-1', step, `${file}.npy`))).data;

async function assignPart(part: CustomerPart) {
  await assign({ ...run.task, ...part }, run.io);
  const [labels, silhouettes, map] = await Promise.all(
    ['labels', 'silhouettes', 'map'].map((name) => read('assign', `${part.from}-${name}`)),
  );
  return { labels: labels as Int32Array, silhouettes: silhouettes!, map: map! };
}

test.each(['kmeans', 'gmm'] as const)(
  '%s fitted to a third of the customers gives everybody the segment that a fit on all gives',
  async (model) => {
    const onAll = await segment('scaled', model);
    await run.remove();
    const onSample = await segment('scaled', model, sampled);
    expect(adjustedRandIndex(onAll.labels, onSample.labels)).toBeGreaterThan(0.95);
    expect(onSample.silhouettes.every((value) => value >= -1 && value <= 1)).toBe(true);
    expect(onSample.map.every(Number.isFinite)).toBe(true);
  },
);

test.each([
  ['umap', 'kmeans'],
  ['forest', 'gmm'],
  ['pca', 'ward'],
  ['scaled', 'hdbscan'],
  ['scaled', 'kmedoids'],
] as const)(
  'in %s, %s keeps those it was fitted to where they are; in parts the others come out the same',
  async (space, model) => {
    const { labels, silhouettes } = await segment(space, model, { ...sampled, kFrom: 2, kTo: 11 });
    expect(labels).toHaveLength(nCustomers);
    const [rows, known] = [await read('embed', 'sample'), await read('choose', 'labels')];
    expect(rows.length).toBeLessThan(1010);
    expect(Array.from(rows, (row) => labels[row]!)).toEqual(Array.from(known));
    // Who was not fitted to is never noise.
    const fitted = new Set(rows);
    expect(labels.every((label, i) => label >= 0 || fitted.has(i))).toBe(true);

    const part = await assignPart({ from: 500, to: 620 });
    expect(part.labels).toEqual(labels.slice(500, 620));
    expect(part.silhouettes).toEqual(silhouettes.slice(500, 620));
  },
);

test('the extreme customers are among those that models are fitted to', async () => {
  await segment('scaled', 'kmeans', sampled);
  expect(await read('embed', 'sample')).toContain(1234);
});

test('a profile of assigned customers counts everybody, and lists them in order', async () => {
  await segment('scaled', 'kmeans', sampled);
  await writeOrders(run);
  await profile(run.task, run.io);
  const { customers, segments } = await readJson<Profile<unknown>>(
    run.io.store,
    runKey('shop-1', 'profile', 'profile.json'),
  );
  expect(customers).toBe(nCustomers);
  expect(segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(nCustomers);
  const members = Buffer.from(await run.io.store.read(runKey('shop-1', 'profile', 'members.csv'))).toString();
  const ids = members.trim().split('\n').slice(1);
  expect(ids.map((line) => line.split(',')[0])).toEqual(
    Array.from({ length: nCustomers }, (_, i) => `c${i}`),
  );
});
