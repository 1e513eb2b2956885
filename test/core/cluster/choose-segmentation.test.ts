import { type Candidate, type ChoiceRules, chooseSegmentation } from '../../../core/choose-segmentation.js';
import { defaultRules } from '../../../core/rules.js';

const row = (k: number, silhouetteScaled: number, changes: Partial<Candidate> = {}): Candidate => ({
  space: 'scaled',
  model: 'kmeans',
  k,
  silhouette: silhouetteScaled,
  silhouetteScaled,
  daviesBouldin: 1,
  calinskiHarabasz: 1,
  inertia: 1,
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
  insiders: { largestShare: 0.1 },
  ...changes,
});

const verdicts = (rows: Candidate[], changes?: Partial<ChoiceRules>) =>
  chooseSegmentation(rows, rules(changes)).leaderboard.map(({ verdict }) => verdict);

test('the highest silhouette in the scaled features wins, whatever it is in its own space', () => {
  const rows = [row(3, 0.4), row(4, 0.3, { space: 'pca', silhouette: 0.9 }), row(5, 0.2)];
  expect(chooseSegmentation(rows, rules()).winner).toBe(rows[0]);
  expect(verdicts(rows)).toEqual(['chosen', 'lowerSilhouette', 'lowerSilhouette']);
});

test('a segment above the largest or below the smallest share rules a candidate out', () => {
  const rows = [row(2, 0.9, { largestShare: 0.99 }), row(3, 0.8, { smallestShare: 0.002 }), row(4, 0.3)];
  const { winner, leaderboard, relaxed } = chooseSegmentation(rows, rules());
  expect(winner).toBe(rows[2]);
  expect(relaxed).toEqual([]);
  expect(leaderboard.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['segmentTooLarge', 'a segment holds 99.0 % of the customers, above 60.0 %'],
    ['segmentTooSmall', 'a segment holds 0.2 % of the customers, below 1.0 %'],
    ['chosen', 'highest silhouette in the scaled features, 0.300'],
  ]);
});

test('shares that equal the guards pass', () => {
  expect(verdicts([row(3, 0.4, { largestShare: 0.6, smallestShare: 0.01 }), row(4, 0.3)])).toEqual([
    'chosen',
    'lowerSilhouette',
  ]);
});

test('of equals the fewest segments win, then the first', () => {
  expect(verdicts([row(5, 0.4), row(3, 0.4 - 1e-12), row(4, 0.4)])).toEqual([
    'tieToFewerSegments',
    'chosen',
    'tieToFewerSegments',
  ]);
  expect(verdicts([row(3, 0.4), row(3, 0.4, { space: 'pca' })])).toEqual(['chosen', 'tieToFewerSegments']);
});

test('the rules override space, model and k; the best among what is left wins', () => {
  const rows = [row(3, 0.4), row(3, 0.2, { space: 'pca' }), row(4, 0.3, { space: 'pca' })];
  expect(verdicts(rows, { choose: { space: 'pca', model: null, k: null } })).toEqual([
    'overridden',
    'lowerSilhouette',
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
  const choice = chooseSegmentation([large, small], rules());
  expect(choice.winner).toBe(small);
  expect(choice.relaxed).toEqual(['smallestShare']);
  expect(choice.leaderboard[0]!.verdict).toBe('segmentTooLarge');
});

test('a best segment that is too large for Insiders rules a candidate out', () => {
  const { leaderboard, winner } = chooseSegmentation([row(2, 0.9, { topShare: 0.4 }), row(5, 0.3)], rules());
  expect(winner.k).toBe(5);
  expect(leaderboard[0]).toMatchObject({
    verdict: 'tooManyInsiders',
    reason: 'its best segment holds 40.0 % of the customers; the Insiders may be 10.0 %',
  });
});

test('the guard on the Insiders goes after that against small segments', () => {
  const small = row(9, 0.1, { smallestShare: 0.001 });
  const crowd = row(2, 0.9, { topShare: 0.4 });
  expect(chooseSegmentation([crowd, small], rules())).toMatchObject({
    winner: small,
    relaxed: ['smallestShare'],
  });
  expect(chooseSegmentation([crowd], rules()).relaxed).toEqual(['smallestShare', 'topShare']);
});

test('the guard against large segments goes last', () => {
  const choice = chooseSegmentation(
    [row(2, 0.9, { largestShare: 0.9 }), row(3, 0.2, { largestShare: 0.8 })],
    rules(),
  );
  expect(choice.winner.k).toBe(2);
  expect(choice.relaxed).toEqual(['smallestShare', 'topShare', 'largestShare']);
});

test('a candidate that leaves too many customers without a segment is ruled out', () => {
  const rows = [
    row(3, 0.9, { model: 'dbscan', noiseShare: 0.101 }),
    row(4, 0.3),
    row(5, 0.2, { noiseShare: 0.1 }),
  ];
  const { leaderboard, winner } = chooseSegmentation(rows, rules());
  expect(winner.k).toBe(4);
  expect(leaderboard.map(({ verdict }) => verdict)).toEqual(['tooMuchNoise', 'chosen', 'lowerSilhouette']);
  expect(leaderboard[0]!.reason).toBe('10.1 % of the customers are in no segment, above 10.0 %');
});

test('a density model that finds more or fewer segments than the rules ask for is ruled out', () => {
  const rows = [row(30, 0.9, { model: 'hdbscan' }), row(2, 0.8, { model: 'dbscan' }), row(4, 0.3)];
  const { leaderboard, winner } = chooseSegmentation(rows, rules({ kFrom: 3, kTo: 8 }));
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
  expect(chooseSegmentation([noisy, large, many], rules()).winner).toBe(large);
  expect(chooseSegmentation([noisy, many], rules()).relaxed.at(-1)).toBe('noiseShare');
  expect(chooseSegmentation([many], rules())).toMatchObject({
    winner: many,
    relaxed: ['smallestShare', 'topShare', 'largestShare', 'noiseShare', 'k'],
  });
});

test('no candidate at all is an error with a remedy', () => {
  expect(() => chooseSegmentation([], rules())).toThrow(
    expect.objectContaining({ name: 'NoSegmentation', message: 'no model found two or more segments' }),
  );
});

test('an override that no candidate fits is an error that says what was tried', () => {
  const choose = { space: null, model: null, k: 40 };
  expect(() => chooseSegmentation([row(2, 0.5), row(9, 0.4)], rules({ choose }))).toThrow(
    expect.objectContaining({
      name: 'NoSuchSegmentation',
      message: 'no candidate has k 40',
      remedy: 'Change segmentation.choose in the rules; k was tried from 2 to 9.',
    }),
  );
});
