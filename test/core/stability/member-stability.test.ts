import { fitModel } from '../../../core/cluster/fit-model.js';
import type { Matrix } from '../../../core/matrix.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random.js';
import { defaultRules, type Model, models } from '../../../core/rules.js';
import { mostValuableCluster } from '../../../core/segments/most-valuable-cluster.js';
import { memberStability } from '../../../core/stability/member-stability.js';

const rules = defaultRules.segmentation;

/** Two clouds so many standard deviations apart: 40 members who spend much, 160 others, and one in the middle. */
function twoClouds(distance: number): { points: Matrix; revenue: Float64Array } {
  const random = createRandom('clouds');
  const data = Float64Array.from({ length: 201 * 2 }, (_, at) => {
    if (at >= 400) return distance / 2;
    return drawNormal(random) + (at < 80 ? distance : 0);
  });
  return {
    points: { data, rows: 201, cols: 2 },
    revenue: Float64Array.from({ length: 201 }, (_, i) => (i < 40 ? 100 : 10)),
  };
}

function stabilityOf(model: Model, distance: number, seed = 1) {
  const { points, revenue } = twoClouds(distance);
  const [chosen] = fitModel(model, points, [2], {
    rules,
    randomOf: () => createRandom(0),
    onFit: () => undefined,
  });
  const top = mostValuableCluster(chosen!.labels, revenue);
  const isMember = Uint8Array.from(chosen!.labels, (label) => (label === top ? 1 : 0));
  const stability = memberStability(
    { fitted: chosen!.fitted, points, revenue, isMember },
    rules,
    createRandom(seed),
    {
      nResamples: 30,
    },
  );
  return { ...stability, isMember };
}

test.each(models)('members who stand apart are members in every resample: %s', (model) => {
  const { timesMember, jaccard, nResamples } = stabilityOf(model, 12);
  expect(nResamples).toBe(30);
  // A density model may leave a resample without its cluster; nobody else may be taken for a member.
  const members = [...timesMember.subarray(0, 40)];
  expect(Math.min(...members)).toBeGreaterThanOrEqual(model === 'dbscan' || model === 'hdbscan' ? 20 : 30);
  expect(Math.max(...timesMember.subarray(40, 200))).toBeLessThanOrEqual(model === 'hdbscan' ? 10 : 0);
  expect(jaccard).toBeGreaterThan(0.65);
});

test('where the clouds run into each other, some are members in some resamples and not in others', () => {
  const { timesMember } = stabilityOf('kmeans', 2);
  expect([...timesMember].filter((times) => times > 0 && times < 30).length).toBeGreaterThan(0);
});

test.each(['gmm', 'ward', 'kmedoids', 'kmeans'] as const)(
  'a resample of fewer different customers than there are segments is without segments, and no error: %s',
  (model) => {
    // Six customers drawn with replacement are six different ones in 6!/6^6 = 1.5 % of resamples.
    const points = { data: Float64Array.of(0, 1, 5, 6, 20, 40), rows: 6, cols: 1 };
    const [chosen] = fitModel(model, points, [6], {
      rules,
      randomOf: () => createRandom(0),
      onFit: () => undefined,
    });
    const isMember = Uint8Array.of(0, 0, 0, 0, 0, 1);
    const { timesMember, jaccard, withoutSegments } = memberStability(
      { fitted: chosen!.fitted, points, revenue: Float64Array.of(1, 2, 3, 4, 5, 6), isMember },
      rules,
      createRandom(1),
      { nResamples: 50 },
    );
    if (model !== 'kmeans') expect(withoutSegments).toBeGreaterThan(40);
    expect(Math.max(...timesMember)).toBeLessThanOrEqual(50);
    expect(jaccard).toBeGreaterThanOrEqual(0);
  },
);

test('the same seed gives the same counts, another seed others', () => {
  expect(stabilityOf('kmeans', 2).timesMember).toEqual(stabilityOf('kmeans', 2).timesMember);
  expect(stabilityOf('kmeans', 2, 2).timesMember).not.toEqual(stabilityOf('kmeans', 2).timesMember);
});

test('the most valuable cluster is that with the highest mean, not the highest sum; noise is none', () => {
  const revenue = Float64Array.of(10, 10, 10, 25, 99);
  expect(mostValuableCluster(Int32Array.of(0, 0, 0, 1, -1), revenue)).toBe(1);
  expect(mostValuableCluster(Int32Array.of(-1, -1, -1, -1, -1), revenue)).toBe(-1);
  expect(mostValuableCluster(Int32Array.of(1, 0, 1, 0, 2), Float64Array.of(3, 3, 3, 3, 3))).toBe(0);
});
