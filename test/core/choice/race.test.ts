import type { Candidate } from '../../../core/choice/candidate.js';
import { type Resample, race } from '../../../core/choice/race.js';
import { scoreOf, tie } from '../../../core/choice/score.js';
import { equalUse } from '../../../core/choice/use.js';
import { createRandom } from '../../../core/random/random.js';

const nResamples = 12;

interface Drawn {
  readonly row: Candidate;
  readonly found: readonly number[];
  readonly use: number | null;
}

/** Candidates with silhouettes and adjusted Rand indices by lot. */
function drawCandidates(seed: number): Drawn[] {
  const random = createRandom(seed);
  return Array.from({ length: 1 + Math.floor(random() * 25) }, () => {
    const [silhouetteScaled, k, quality] = [random() * 0.6 - 0.1, 2 + Math.floor(random() * 10), random()];
    const found = Array.from({ length: nResamples }, () => Math.min(1, quality + random() * 0.4 - 0.2));
    const use = random() < 0.2 ? null : 0.1 * random();
    return { row: { silhouetteScaled, k } as Candidate, found, use };
  });
}

const resampleOf =
  (drawn: readonly Drawn[]): Resample =>
  (row, index) => ({
    adjustedRandIndex: drawn.find((one) => one.row === row)!.found[index]!,
    overlaps: new Float64Array(row.k),
  });

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;

test('the winner is the one that all resamples of all candidates give, for a fraction of the resamples', () => {
  let [taken, all] = [0, 0];
  for (let seed = 0; seed < 300; seed++) {
    const drawn = drawCandidates(seed);
    const scores = drawn.map(({ row, found }) => scoreOf(row.silhouetteScaled, mean(found)));
    const tied = drawn.filter((_, i) => scores[i]! >= Math.max(...scores) - tie);
    const most = Math.max(...tied.map(({ use }) => use ?? 0));
    const useful = tied.filter(({ use }) => (use ?? 0) >= most - equalUse);
    const fewest = Math.min(...useful.map(({ row }) => row.k));
    const { runners, winner } = race(
      drawn.map(({ row }) => row),
      nResamples,
      resampleOf(drawn),
      (row) => drawn.find((one) => one.row === row)!.use,
    );
    expect(winner.row).toBe(useful.find(({ row }) => row.k === fewest)!.row);
    expect(winner.recoveries).toHaveLength(nResamples);
    taken += runners.reduce((sum, { recoveries }) => sum + recoveries.length, 0);
    all += drawn.length * nResamples;
  }
  expect(taken / all).toBeLessThan(0.4);
});

test('hope is the score if all resamples to come find everything again, and the score at the end', () => {
  const drawn = drawCandidates(7);
  const { runners } = race(
    drawn.map(({ row }) => row),
    nResamples,
    resampleOf(drawn),
  );
  runners.forEach(({ row, recoveries, hope }, i) => {
    const { found } = drawn[i]!;
    const best = found.map((value, index) => (index < recoveries.length ? value : 1));
    expect(hope).toBeCloseTo(scoreOf(row.silhouetteScaled, mean(best)), 12);
  });
});

test('a lone candidate goes through all resamples, so that its stability is known', () => {
  const row = { silhouetteScaled: -0.2, k: 3 } as Candidate;
  const { winner } = race([row], 5, () => ({ adjustedRandIndex: 0.5, overlaps: Float64Array.of(1, 1, 0.2) }));
  expect(winner).toMatchObject({ stability: 0.5, hope: expect.closeTo(-0.3) });
  expect(winner.recoveries).toHaveLength(5);
});

test('instability takes as much off a silhouette below 0 as off one above', () => {
  expect(scoreOf(0.4, 0.75)).toBeCloseTo(0.3);
  expect(scoreOf(-0.4, 0.75)).toBeCloseTo(-0.5);
  expect(scoreOf(-0.4, 1)).toBe(-0.4);
});
