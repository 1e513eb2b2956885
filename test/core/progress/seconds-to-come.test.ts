import { aboutInWords, secondsToCome } from '../../../core/progress/seconds-to-come.js';

test('a step takes longer the more lines there are, and less is to come after it', () => {
  const few = secondsToCome('clean', 500_000, [])!;
  const many = secondsToCome('clean', 5_000_000, [])!;
  expect(many.step).toBeGreaterThan(few.step);
  expect(many.all).toBeGreaterThan(few.all);
  expect(secondsToCome('load', 500_000, [])!.all).toBeLessThan(few.all);
});

test('a machine on which steps took twice as long is expected to take twice as long for the rest', () => {
  const asThere = secondsToCome('clean', 1_000_000, [])!;
  const done = [
    { step: 'plan', seconds: 99 },
    { step: 'clean', seconds: 2 * asThere.step },
  ];
  expect(secondsToCome('study', 1_000_000, done)!.all).toBeCloseTo(
    2 * secondsToCome('study', 1_000_000, [])!.all,
    9,
  );
});

test('of a step before the lines are known nothing is said', () => {
  expect(secondsToCome('ingest', 1000, [])).toBeUndefined();
});

test('an estimate is as round as it is sure', () => {
  expect([0.4, 1.4, 6.4, 43, 89, 100, 600].map(aboutInWords)).toEqual([
    ...['about a second', 'about a second', 'about 6 seconds', 'about 45 seconds', 'about 90 seconds'],
    ...['about 2 minutes', 'about 10 minutes'],
  ]);
});
