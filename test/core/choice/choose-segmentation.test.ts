import type { Candidate, ChoiceRules } from '../../../core/choice/candidate.js';
import { chooseSegmentation } from '../../../core/choice/choose-segmentation.js';
import type { Resample } from '../../../core/choice/race.js';
import { defaultRules } from '../../../core/rules/rules.js';

const row = (k: number, silhouetteScaled: number, changes: Partial<Candidate> = {}): Candidate => ({
  space: 'scaled',
  model: 'kmeans',
  k,
  silhouette: silhouetteScaled,
  silhouetteScaled,
  daviesBouldin: 1,
  calinskiHarabasz: 1,
  inertia: 1,
  daviesBouldinScaled: 1,
  calinskiHarabaszScaled: 1,
  inertiaScaled: 1,
  smallestShare: 0.1,
  largestShare: 0.5,
  bic: null,
  aic: null,
  noiseShare: 0,
  topShare: 0.05,
  sizes: [],
  converged: true,
  ...changes,
});

const rules = (changes: Partial<ChoiceRules> = {}): ChoiceRules => ({
  ...defaultRules.segmentation,
  fewestShare: 0,
  insiders: defaultRules.insiders,
  ...changes,
});

/** Every candidate comes back whole. */
const whole: Resample = () => ({ adjustedRandIndex: 1, overlaps: Float64Array.of(1) });

const choose = (rows: Candidate[], changes?: Partial<ChoiceRules>, resample = whole) =>
  chooseSegmentation(rows, rules(changes), resample);
const verdicts = (rows: Candidate[], changes?: Partial<ChoiceRules>, resample = whole) =>
  choose(rows, changes, resample).leaderboard.map(({ verdict }) => verdict);

test('the highest silhouette in the scaled features wins, whatever it is in its own space', () => {
  const rows = [row(3, 0.4), row(4, 0.3, { space: 'pca', silhouette: 0.9 }), row(5, 0.2)];
  expect(choose(rows).winner).toMatchObject(rows[0]!);
  expect(verdicts(rows)).toEqual(['chosen', 'lowerScore', 'lowerScore']);
});

test('a segment above the largest or below the smallest share rules a candidate out', () => {
  const rows = [row(2, 0.9, { largestShare: 0.99 }), row(3, 0.8, { smallestShare: 0.002 }), row(4, 0.3)];
  const { winner, leaderboard, relaxed } = choose(rows);
  expect(winner).toMatchObject(rows[2]!);
  expect(relaxed).toEqual([]);
  expect(leaderboard.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['segmentTooLarge', 'a segment holds 99.0 % of the customers, above 60.0 %'],
    ['segmentTooSmall', 'a segment holds 0.2 % of the customers, below 1.0 %'],
    ['chosen', 'highest score 0.300 (silhouette 0.300 × stability 1.000)'],
  ]);
});

test('shares that equal the guards pass', () => {
  expect(verdicts([row(3, 0.4, { largestShare: 0.6, smallestShare: 0.01 }), row(4, 0.3)])).toEqual([
    'chosen',
    'lowerScore',
  ]);
});

test('scores less than 0.02 apart are equal: the fewest segments win, then the first', () => {
  expect(verdicts([row(5, 0.4), row(3, 0.381), row(4, 0.4), row(2, 0.379)])).toEqual([
    'tieToFewerSegments',
    'chosen',
    'tieToFewerSegments',
    'lowerScore',
  ]);
  expect(verdicts([row(3, 0.4), row(3, 0.41, { space: 'pca' })])).toEqual(['chosen', 'tieToFewerSegments']);
});

/** Each k comes back as far as its number says. */
const stableAs =
  (stabilities: Readonly<Record<number, number>>): Resample =>
  ({ k }) => ({ adjustedRandIndex: stabilities[k]!, overlaps: Float64Array.of(stabilities[k]!, 1) });

test('a lower silhouette wins when it holds better, and every loser knows why it lost', () => {
  const rows = [row(5, 0.4), row(6, 0.37), row(7, 0.38), row(8, 0.1)];
  const { winner, overlaps, leaderboard } = choose(
    rows,
    { resamples: 10 },
    stableAs({ 5: 0.5, 6: 0.9, 7: 0.9 }),
  );
  expect(winner).toMatchObject({ k: 6, stability: expect.closeTo(0.9), score: expect.closeTo(0.333) });
  expect(overlaps).toEqual([expect.closeTo(0.9), 1]);
  expect(leaderboard.map(({ reason }) => reason)).toEqual([
    // 0.4 × (2 × 0.5 + 8) / 10 = 0.36 and a third 0.5 makes it 0.34 and a fourth 0.32; below 0.342 nothing is best,
    // below 0.322 nothing ties.
    'score at most 0.320 (silhouette 0.400 × stability 0.500 after 4 of 10 resamples), below 0.333',
    'score 0.333 (silhouette 0.370 × stability 0.900), a tie with the highest (0.342), and has fewer segments or comes first',
    'score 0.342 (silhouette 0.380 × stability 0.900): a tie with the winner, 0.333, which has fewer segments or comes first',
    'silhouette in the scaled features 0.100, below 0.333',
  ]);
  expect(leaderboard.map(({ resamples }) => resamples)).toEqual([4, 10, 10, 0]);
  expect(leaderboard[3]).toMatchObject({ stability: null, score: null });
  expect(leaderboard[0]).toMatchObject({ stability: 0.5, score: null });
});

test('of scores that tie the one wins that told more apart of what customers went on to spend, and it is said', () => {
  const rows = [row(5, 0.4), row(6, 0.4), row(7, 0.4), row(4, 0.2)];
  const use = new Map([5, 6, 7].map((k, i) => [k, [0.25, 0.3, 0.31][i]!]));
  const asked: number[] = [];
  const { winner, leaderboard } = chooseSegmentation(rows, rules(), whole, ({ k }) => {
    asked.push(k);
    return use.get(k)!;
  });
  // .30 and .31 are equal, and six are fewer than seven.
  expect(winner).toMatchObject({ k: 6, use: 0.3 });
  expect(leaderboard.map(({ verdict }) => verdict)).toEqual([
    'tieToMoreUse',
    'chosen',
    'tieToFewerSegments',
    'lowerScore',
  ]);
  expect(leaderboard[0]!.reason).toBe(
    'score 0.400 (silhouette 0.400 × stability 1.000): a tie with the winner, 0.400, but its segments tell 25 % of what customers went on to spend apart, the most useful 31 %',
  );
  // Who cannot tie is not asked, and everybody else once.
  expect(asked.sort()).toEqual([5, 6, 7]);
  expect(leaderboard[3]!.use).toBeNull();
});

test('where nobody knows the use, the fewest segments win', () => {
  const { winner } = chooseSegmentation([row(6, 0.4), row(5, 0.4)], rules(), whole, () => null);
  expect(winner).toMatchObject({ k: 5, use: null });
});

test('the rules override space, model and k; the best among what is left wins', () => {
  const rows = [row(3, 0.4), row(3, 0.2, { space: 'pca' }), row(4, 0.3, { space: 'pca' })];
  expect(verdicts(rows, { choose: { space: 'pca', model: null, k: null } })).toEqual([
    'overridden',
    'lowerScore',
    'chosen',
  ]);
  expect(verdicts(rows, { choose: { space: 'pca', model: 'kmeans', k: 3 } })).toEqual([
    'overridden',
    'chosen',
    'overridden',
  ]);
});

test('the guard against small segments goes first where none passes, and it is said', () => {
  const large = row(2, 0.9, { largestShare: 0.9 });
  const small = row(3, 0.2, { smallestShare: 0.001 });
  const choice = choose([large, small]);
  expect(choice.winner).toMatchObject(small);
  expect(choice.relaxed).toEqual(['smallestShare']);
  expect(choice.leaderboard[0]!.verdict).toBe('segmentTooLarge');
});

test('a best segment that is too large for Insiders rules a candidate out', () => {
  const { leaderboard, winner } = choose([row(2, 0.9, { topShare: 0.4 }), row(5, 0.3)]);
  expect(winner.k).toBe(5);
  expect(leaderboard[0]).toMatchObject({
    verdict: 'tooManyInsiders',
    reason: 'its best segment holds 40.0 % of the customers; the Insiders may be 10.0 %',
  });
});

test('the guard on the Insiders goes after that against small segments', () => {
  const small = row(9, 0.1, { smallestShare: 0.001 });
  const crowd = row(2, 0.9, { topShare: 0.4 });
  expect(choose([crowd, small])).toMatchObject({
    winner: small,
    relaxed: ['smallestShare'],
  });
  expect(choose([crowd]).relaxed).toEqual(['smallestShare', 'topShare']);
});

test('the guard against large segments goes last', () => {
  const choice = choose([row(2, 0.9, { largestShare: 0.9 }), row(3, 0.2, { largestShare: 0.8 })]);
  expect(choice.winner.k).toBe(2);
  expect(choice.relaxed).toEqual(['smallestShare', 'topShare', 'fewestShare', 'largestShare']);
});

test('a candidate that leaves too many customers without a segment is ruled out', () => {
  const rows = [
    row(3, 0.9, { model: 'dbscan', noiseShare: 0.101 }),
    row(4, 0.3),
    row(5, 0.2, { noiseShare: 0.1 }),
  ];
  const { leaderboard, winner } = choose(rows);
  expect(winner.k).toBe(4);
  expect(leaderboard.map(({ verdict }) => verdict)).toEqual(['tooMuchNoise', 'chosen', 'lowerScore']);
  expect(leaderboard[0]!.reason).toBe('10.1 % of the customers are in no segment, above 10.0 %');
});

test('a density model that finds more or fewer segments than the rules ask for is ruled out', () => {
  const rows = [row(30, 0.9, { model: 'hdbscan' }), row(2, 0.8, { model: 'dbscan' }), row(4, 0.3)];
  const { leaderboard, winner } = choose(rows, { kFrom: 3, kTo: 8 });
  expect(winner.k).toBe(4);
  expect(leaderboard.map(({ reason }) => reason).slice(0, 2)).toEqual([
    'it has 30 segments; the rules ask for 3 to 8',
    'it has 2 segments; the rules ask for 3 to 8',
  ]);
});

test('the guard on customers without a segment goes after that against large segments, that on k last', () => {
  const noisy = row(3, 0.9, { noiseShare: 0.5 });
  const large = row(2, 0.1, { largestShare: 0.9 });
  const many = row(99, 0.95, { model: 'dbscan' });
  expect(choose([noisy, large, many]).winner).toMatchObject(large);
  expect(choose([noisy, many]).relaxed.at(-1)).toBe('noiseShare');
  expect(choose([many])).toMatchObject({
    winner: many,
    relaxed: ['smallestShare', 'topShare', 'fewestShare', 'largestShare', 'noiseShare', 'k'],
  });
});

test('no candidate at all is an error with a remedy', () => {
  expect(() => choose([])).toThrow(
    expect.objectContaining({ name: 'NoSegmentation', message: 'no model found two or more segments' }),
  );
});

test('an override that no candidate fits is an error that says what was tried', () => {
  const rules = { choose: { space: null, model: null, k: 40 } };
  expect(() => choose([row(2, 0.5), row(9, 0.4)], rules)).toThrow(
    expect.objectContaining({
      name: 'NoSuchSegmentation',
      message: 'no candidate has k 40',
      remedy: 'Change segmentation.choose in the rules; k was tried from 2 to 9.',
    }),
  );
});
