import type { ClusterDocument } from '../../../core/cluster/cluster-document.js';
import type { LeaderboardRow } from '../../../core/cluster/leaderboard-row.js';
import { numericFeatures } from '../../../core/features/features.js';
import { decodeNpy } from '../../../core/matrix/npy.js';
import type { Model } from '../../../core/rules/rules.js';
import { runKey } from '../../../core/runs/keys.js';
import { nobodyId, type Profile } from '../../../core/runs/profile.js';
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

/** Customers where a query puts them: spread evenly (the R2 sequence) over a square around x, y. */
const customersAt = (place: string) => `
  select
    'c' || i as customer_id,
    x + 2 * ((i * 0.7548776662) % 1) as gross_revenue,
    y + 2 * ((i * 0.5698402910) % 1) as recency_days,
    ${numericFeatures
      .map(({ name }) => name)
      .filter((name) => !['gross_revenue', 'recency_days'].includes(name))
      .map((name) => `1.0 as ${name}`)
      .join(', ')}
  from (select i, unnest(${place}) from range(202) as numbers(i)) order by i`;

/** A crowd of 150, one of 50, and two who are like nobody. */
const twoCrowds = customersAt(`case
  when i < 150 then {x: 10, y: 10}
  when i < 200 then {x: 20, y: 10}
  when i = 200 then {x: 60, y: 10}
  else {x: 10, y: 60} end`);
const oneCrowd = customersAt('{x: 10, y: 10}');

async function clusterBy(models: readonly Model[], customers: string) {
  const scale = { gross_revenue: 'standard', recency_days: 'standard' } as const;
  const features = { use: ['gross_revenue', 'recency_days'], scale };
  run = await openRunFolder(customers, { features, segmentation: { models, spaces: ['scaled'] } });
  await embed({ ...run.task, space: 'scaled' }, run.io);
  const summaries: string[] = [];
  for (const model of models) {
    summaries.push((await cluster({ ...run.task, space: 'scaled', model }, run.io)).summary);
  }
  return summaries;
}

async function chooseAndAssign() {
  await writeOrders(run);
  const { parts } = await choose(run.task, run.io);
  for (const part of parts) await assign(part, run.io);
}

const readDocument = (model: Model) =>
  readJson<ClusterDocument>(run.io.store, runKey('shop-1', 'cluster', `scaled-${model}.json`));
const readLabels = async (model: Model) =>
  decodeNpy(await run.io.store.read(runKey('shop-1', 'cluster', `scaled-${model}.npy`)));

test.each(['dbscan', 'hdbscan'] as const)(
  '%s has one candidate, and noise is in none of its measures',
  async (model) => {
    await clusterBy([model], twoCrowds);
    const { rows, fitted, withoutSegments } = await readDocument(model);
    const { data, shape } = await readLabels(model);
    expect(shape).toEqual([1, 202]);
    expect(rows).toHaveLength(1);
    expect(fitted).toMatchObject([{ model, k: 2 }]);
    expect(withoutSegments).toEqual([]);
    expect(Array.from(data.subarray(200))).toEqual([-1, -1]);
    const [row] = rows;
    expect(row).toMatchObject({ model, k: 2, converged: true });
    const noise = data.filter((label) => label === -1).length;
    expect(row!.noiseShare).toBeCloseTo(noise / 202, 12);
    expect(row!.sizes.reduce((a, b) => a + b)).toBe(202 - noise);
    // With the two far customers as a third cluster it would be another figure.
    expect(row!.silhouette).toBeGreaterThan(0.6);
  },
);

test('customers that are noise are in no segment: no profile counts them, the list says 0', async () => {
  await clusterBy(['hdbscan'], twoCrowds);
  await chooseAndAssign();
  await writeOrders(run);
  await profile(run.task, run.io);
  const members = Buffer.from(await run.io.store.read(runKey('shop-1', 'profile', 'members.csv'))).toString();
  const cells = members
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const ofNobody = cells.filter(([, segmentId]) => segmentId === '0');
  expect(ofNobody.map(([id]) => id)).toEqual(expect.arrayContaining(['c200', 'c201']));
  expect(ofNobody.every(([, , isInsider, silhouette]) => isInsider === 'false' && silhouette === '')).toBe(
    true,
  );
  const inSegments = cells.filter(([, segmentId]) => segmentId !== '0');
  expect(
    inSegments.every(([, , , silhouette]) => Math.abs(Number(silhouette)) <= 1 && silhouette !== ''),
  ).toBe(true);

  const { customers, segments, insiders, leaderboard } = await readJson<Profile<LeaderboardRow>>(
    run.io.store,
    runKey('shop-1', 'profile', 'profile.json'),
  );
  const counted = segments.reduce((sum, { customers }) => sum + customers, 0);
  expect(segments.map(({ segmentId }) => segmentId)).toEqual([1, 2]);
  expect(counted).toBe(inSegments.length);
  expect(customers).toBe(202);
  // What those in no segment spent is part of all revenue.
  expect(segments.reduce((sum, { revenueShare }) => sum + revenueShare, 0)).toBeLessThan(0.99);
  // Everybody ordered once: nobody is elected.
  expect(insiders).toMatchObject({ segmentId: nobodyId, customers: 0 });
  expect(leaderboard).toMatchObject([{ noiseShare: expect.closeTo(ofNobody.length / 202, 12) }]);
});

test.each(['dbscan', 'hdbscan'] as const)(
  '%s without two clusters is no candidate, and it is said',
  async (model) => {
    const [summary] = await clusterBy([model, 'kmeans'], oneCrowd);
    const { rows, fitted, withoutSegments } = await readDocument(model);
    expect(rows).toEqual([]);
    expect(summary).toBe(`scaled-${model}: fewer than two clusters, so no segmentation`);
    expect(fitted).toEqual([]);
    expect(withoutSegments).toMatchObject([{ model }]);
    expect((await readLabels(model)).shape).toEqual([0, 202]);
    await chooseAndAssign();
    await profile(run.task, run.io);
    const { chosen } = await readJson<Profile<LeaderboardRow>>(
      run.io.store,
      runKey('shop-1', 'profile', 'profile.json'),
    );
    expect(chosen.model).toBe('kmeans');
  },
);

test('where no model finds two segments, the run says so and what to do', async () => {
  await clusterBy(['dbscan'], oneCrowd);
  await expect(choose(run.task, run.io)).rejects.toMatchObject({
    name: 'NoSegmentation',
    remedy: expect.stringContaining('kmeans'),
  });
});
