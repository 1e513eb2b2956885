import type { ChoiceDocument } from '../../../core/choice/choice-document.js';
import { decodeNpy } from '../../../core/matrix/npy.js';
import { runKey } from '../../../core/runs/keys.js';
import { readJson } from '../../../io/read-json.js';
import { choose } from '../../../lambdas/choose/choose.js';
import { cluster } from '../../../lambdas/cluster/cluster.js';
import { embed } from '../../../lambdas/embed/embed.js';
import { openRunFolder, type RunFolder, type RunOptions } from '../embed/run-folder.js';
import { writeOrders } from '../embed/write-orders.js';

let run: RunFolder;
afterEach(() => run.remove());

/** Four groups of customers; one in thirteen spends a hundred times as much and is the only one as recent. */
const shop = `
  select
    'c' || i as customer_id,
    case when i % 13 = 0 then 5000 else [20, 60, 200][1 + i % 3] end * (1 + hash(i) % 7 / 20.0) as gross_revenue,
    gross_revenue as net_revenue,
    case when i % 13 = 0 then 2 else [300, 60, 150][1 + i % 3] end + hash(i + 1000) % 11 as recency_days,
    12 + i % 3 as invoices
  from range(520) as customers(i)`;

const spaces = ['scaled', 'pca'] as const;
const models = ['kmeans', 'ward'] as const;

/** One of three dimensions is none, so that pca is a space of its own. */
const withNet = { use: ['gross_revenue', 'recency_days', 'net_revenue'] };

async function chooseAmong(
  segmentation: RunOptions['segmentation'] = {},
  features: RunOptions['features'] = withNet,
): Promise<ChoiceDocument> {
  run = await openRunFolder(shop, { features, segmentation: { spaces, models, ...segmentation } });
  await writeOrders(run);
  for (const space of spaces) {
    await embed({ ...run.task, space }, run.io);
    for (const model of models) await cluster({ ...run.task, space, model }, run.io);
  }
  return readChoice();
}

async function readChoice(): Promise<ChoiceDocument> {
  await choose(run.task, run.io);
  return readJson(run.io.store, runKey('shop-1', 'choose', 'choice.json'));
}

test('the segmentation that is clear and holds is chosen, with the labels of its customers', async () => {
  const { winner, overlaps, leaderboard, relaxed } = await chooseAmong();
  expect(winner).toMatchObject({
    space: 'scaled',
    model: 'kmeans',
    k: 4,
    verdict: 'chosen',
    topShare: 40 / 520,
  });
  expect(winner.stability).toBe(1);
  expect(winner.score).toBe(winner.silhouetteScaled);
  expect(overlaps).toEqual([1, 1, 1, 1]);
  expect(relaxed).toEqual([]);

  expect(leaderboard).toHaveLength(40);
  expect(leaderboard.filter(({ verdict }) => verdict === 'chosen')).toEqual([winner]);
  expect(leaderboard.every(({ reason }) => reason.length > 20)).toBe(true);
  // The same four groups in other spaces and models tie; they come later.
  const fours = leaderboard.filter(({ k }) => k === 4).slice(1);
  expect(fours.map(({ verdict }) => verdict)).toEqual(Array(3).fill('tieToFewerSegments'));
  // With two segments, one holds more than 60 % of the customers.
  const twos = leaderboard.filter(({ k }) => k === 2);
  expect(twos.map(({ verdict }) => verdict)).toEqual(Array(4).fill('segmentTooLarge'));

  const { data, shape } = decodeNpy(await run.io.store.read(runKey('shop-1', 'choose', 'labels.npy')));
  expect(shape).toEqual([520]);
  const groups = new Set(Array.from(data, (label, i) => `${i % 13 === 0 ? 'best' : i % 3} ${label}`));
  expect(groups.size).toBe(4);
});

test('the rules override the choice, and the stability of what they name is measured all the same', async () => {
  const { winner, leaderboard } = await chooseAmong({ choose: { space: 'pca', model: 'ward', k: 6 } });
  expect(winner).toMatchObject({ space: 'pca', model: 'ward', k: 6, resamples: 20 });
  expect(winner.stability).toBeLessThan(0.95);
  expect(leaderboard.filter(({ verdict }) => verdict === 'overridden')).toHaveLength(39);
});

test('marketing cap on the number of segments is kTo', async () => {
  const { leaderboard, winner } = await chooseAmong({ kTo: 3 });
  expect(Math.max(...leaderboard.map(({ k }) => k))).toBe(3);
  expect(winner.k).toBe(3);
});

test('the same run gives the same bytes', async () => {
  const first = await chooseAmong();
  expect(await readChoice()).toEqual(first);
});

test('of candidates that could tie it is measured what they told apart of what customers went on to spend', async () => {
  const use = ['gross_revenue', 'recency_days', 'invoices'];
  const { winner, leaderboard } = await chooseAmong({}, { use });
  expect(winner.use).toBeGreaterThan(0.2);
  expect(winner.use).toBeLessThanOrEqual(1);
  const known = leaderboard.filter((row) => row.use !== null);
  expect(known.length).toBeGreaterThan(1);
  expect(
    known.every(({ verdict }) =>
      ['chosen', 'lowerScore', 'tieToMoreUse', 'tieToFewerSegments'].includes(verdict),
    ),
  ).toBe(true);
});

test('of features that the order history does not give it is not known', async () => {
  const { leaderboard } = await chooseAmong();
  expect(leaderboard.every((row) => row.use === null)).toBe(true);
});
