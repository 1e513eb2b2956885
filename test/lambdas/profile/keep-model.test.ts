import { numericFeatures } from '../../../core/features/features.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { decodeNpy } from '../../../core/matrix/npy.js';
import { assignCustomers, modelFeatures } from '../../../core/model/assign-customers.js';
import type { CustomerModel } from '../../../core/model/customer-model.js';
import type { Model, Space } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
import type { Profile } from '../../../core/runs/profile.js';
import { customerTable } from '../../../io/customers/customer-table.js';
import { memberRows } from '../../../io/member-rows.js';
import { readJson } from '../../../io/read-json.js';
import { readModel } from '../../../io/read-model.js';
import { assign } from '../../../lambdas/assign/assign.js';
import { choose } from '../../../lambdas/choose/choose.js';
import { cluster } from '../../../lambdas/cluster/cluster.js';
import { embed } from '../../../lambdas/embed/embed.js';
import { profile } from '../../../lambdas/profile/profile.js';
import { openRunFolder, type RunFolder } from '../embed/run-folder.js';
import { writeOrders } from '../embed/write-orders.js';

let run: RunFolder;
afterEach(() => run.remove());

/** Three groups of customers; what does not differ between them is 1. */
const constants = numericFeatures
  .map(({ name }) => name)
  .filter((name) => !['gross_revenue', 'recency_days', 'invoices'].includes(name))
  .map((name) => `1.0 as ${name}`);
const shop = `
  select
    'c' || i as customer_id,
    [30, 300, 3000][1 + i % 3] * (1 + hash(i) % 7 / 20.0) as gross_revenue,
    [200, 90, 10][1 + i % 3] + hash(i + 1000) % 11 as recency_days,
    [1, 4, 20][1 + i % 3] + hash(i + 2000) % 2 as invoices,
    ${constants.join(', ')}
  from range(150) as customers(i)`;

async function runSegmentation(space: Space, model: Model) {
  const segmentation = { spaces: [space], models: [model], kFrom: 3, kTo: 3, starts: 3 };
  run = await openRunFolder(shop, { segmentation });
  await writeOrders(run);
  for (const each of new Set<Space>(['scaled', space])) await embed({ ...run.task, space: each }, run.io);
  await cluster({ ...run.task, space, model }, run.io);
  await choose(run.task, run.io);
  await assign({ ...run.task, from: 0, to: 150 }, run.io);
  await profile(run.task, run.io);
  return readModel(run.io.store, 'shop-1');
}

/** The customers' features, as the model wants them. */
async function readKnown(model: CustomerModel): Promise<Matrix> {
  const path = await run.io.store.openFile(runKey('shop-1', 'featurize', 'customers.parquet'));
  return run.io.withEngine((engine) => customerTable(engine, path).features(modelFeatures(model), 'all'));
}

const membersOf = async () => {
  const members = await run.io.store.openFile(runKey('shop-1', 'profile', 'members.csv'));
  return run.io.withEngine((engine) =>
    engine.query<{ segment_id: number; is_insider: boolean }>(memberRows(members)),
  );
};

const labelsOf = async () =>
  decodeNpy(await run.io.store.read(runKey('shop-1', 'choose', 'labels.npy'))).data as Int32Array;

test.each<[Space, Model]>([
  ['scaled', 'kmeans'],
  ['pca', 'gmm'],
  ['umap', 'kmedoids'],
  ['forest', 'ward'],
  ['scaled', 'hdbscan'],
])('%s, %s: the model that is kept gives the customers the segments of the run', async (space, name) => {
  const model = await runSegmentation(space, name);
  expect(model).toMatchObject({ dataset: 'shop', runId: 'shop-1', map: { space }, fitted: { model: name } });
  const { segments } = await readJson<Profile<unknown>>(
    run.io.store,
    runKey('shop-1', 'profile', 'profile.json'),
  );
  expect(model.segments.map(({ segmentId, name, isInsiders }) => ({ segmentId, name, isInsiders }))).toEqual(
    segments.map(({ segmentId, name, isInsiders }) => ({ segmentId, name, isInsiders })),
  );
  // The rules name no currency, the orders do.
  expect(segments.flatMap(({ marks }) => marks).join()).toContain('€');
  const labels = await labelsOf();
  const assigned = assignCustomers(model, await readKnown(model));
  const found = await membersOf();
  // Who is noise in the run is put somewhere all the same.
  const wrong = found.filter(
    ({ segment_id, is_insider }, i) => (is_insider || labels[i]! >= 0) && segment_id !== assigned[i],
  );
  expect(wrong).toHaveLength(0);
});

test('a run in the space tsne alone has segments, and says that it cannot take new customers', async () => {
  const model = await runSegmentation('tsne', 'kmeans');
  expect(model.segments).toHaveLength(4);
  const known = await readKnown(model);
  expect(() => assignCustomers(model, known)).toThrow(
    expect.objectContaining({ name: 'NoPlaceForNewCustomers' }),
  );
});

test('of more customers than fit at once, tsne alone is refused before anything is mapped', async () => {
  run = await openRunFolder(shop, { segmentation: { spaces: ['tsne'], sampleAbove: 100, trainOn: 50 } });
  await expect(embed({ ...run.task, space: 'tsne' }, run.io)).rejects.toMatchObject({
    name: 'NoPlaceForNewCustomers',
  });
});

test('an array of the model that is not there is named', async () => {
  await runSegmentation('umap', 'kmeans');
  await run.io.store.remove(runKey('shop-1', 'profile', 'model-places.npy'));
  await expect(readModel(run.io.store, 'shop-1')).rejects.toMatchObject({
    name: 'DamagedModel',
    message: 'the model is damaged: model-places.npy is not there',
  });
});

test('a run without a model is named', async () => {
  run = await openRunFolder(shop);
  await expect(readModel(run.io.store, 'shop-2')).rejects.toMatchObject({
    name: 'NoSuchModel',
    message: "there is no model of a run 'shop-2'",
  });
});
