import { explainMove } from '../../../core/movers/explain-move.js';
import { matchSegments } from '../../../core/movers/match-segments.js';
import { populationStability } from '../../../core/movers/population-stability.js';
import { createRandom } from '../../../core/random/random.js';

test('segments are matched by most customers in common, whatever their numbers, and none by nobody', () => {
  const matches = matchSegments([
    { before: 1, now: 2, customers: 90 },
    { before: 1, now: 1, customers: 10 },
    { before: 2, now: 1, customers: 70 },
    { before: 2, now: 2, customers: 80 },
    { before: 0, now: 3, customers: 500 },
    { before: 3, now: 0, customers: 500 },
  ]);
  // 90 + 70 beats 10 + 80; what is in no segment continues none.
  expect([...matches]).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

const feature = (more: object) => ({
  ...{ title: 'Orders', unit: 'count' as const, before: 2, now: 9, usualThere: 3, usualHere: 11 },
  ...more,
});

test('the reason is the feature that crossed halfway between the segments, furthest of all', () => {
  // Orders went 7 of 8, revenue 400 of 1,000 and over 600 all the same.
  const revenue = feature({ title: 'Revenue', before: 300, now: 700, usualThere: 100, usualHere: 1100 });
  expect(explainMove([revenue, feature({})], null)).toBe(
    'Orders rose from 2 to 9, past 7, halfway between the two segments.',
  );
  const fell = feature({ title: 'Days since last order', before: 40, now: 3, usualThere: 50, usualHere: 4 });
  expect(explainMove([fell], null)).toBe(
    'Days since last order fell from 40 to 3, past 27, halfway between the two segments.',
  );
});

test('figures have the unit of their feature; where a median is unknown, the feature is no reason', () => {
  const share = { title: 'Share of pieces returned', unit: 'ratio' as const };
  const returns = feature({ ...share, before: 0.02, now: 0.383, usualThere: 0.01, usualHere: 0.4 });
  expect(explainMove([returns], 'GBP')).toBe(
    'Share of pieces returned rose from 2.0 % to 38 %, past 21 %, halfway between the two segments.',
  );
  const money = feature({
    title: 'Revenue',
    unit: 'money',
    before: 300,
    now: 1700,
    usualThere: 200,
    usualHere: 2200,
  });
  expect(explainMove([money], 'GBP')).toMatch(/^Revenue rose from £300 to £1,700, past £1,200,/);
  expect(explainMove([feature({ usualThere: null })], null)).toMatch(/^The border/);
});

test('a customer who came nearer was met by the border, one who did not was passed by it', () => {
  expect(explainMove([feature({ now: 5 })], null)).toMatch(
    /^Orders went from 2 to 5, towards the new segment/,
  );
  const away = feature({ before: 4, now: 2 });
  expect(explainMove([away, feature({ now: null })], null)).toBe(
    'The border between the segments moved, not the customer.',
  );
});

test('the stability index is the sum of (p - q) ln(p / q) over the deciles of before', () => {
  const before = Float64Array.from({ length: 100 }, (_, i) => i);
  // The lower half is gone: its five bins hold half a customer of 50 each, the upper five a fifth each.
  const after = before.slice(50);
  const gone = (0.01 - 0.1) * Math.log(0.01 / 0.1);
  const twice = (0.2 - 0.1) * Math.log(0.2 / 0.1);
  const { index, drift } = populationStability(before, after)!;
  expect(index).toBeCloseTo(5 * gone + 5 * twice, 12);
  expect(drift).toBe('moved');
});

test('a second sample of the same distribution is calm, and the same one has index 0', () => {
  const random = createRandom(7);
  const draw = () => Float64Array.from({ length: 4000 }, () => Math.floor(random() ** 3 * 40));
  const before = draw();
  expect(populationStability(before, before)).toEqual({ index: 0, drift: 'calm' });
  expect(populationStability(before, draw())!.index).toBeLessThan(0.02);
  expect(
    populationStability(
      before,
      draw().map((value) => value * 1.35),
    )!.drift,
  ).not.toBe('calm');
});

test('of a feature that is equal or unknown for all, it says nothing', () => {
  expect(populationStability(Float64Array.of(1, 1, 1), Float64Array.of(2))).toBeNull();
  expect(populationStability(Float64Array.of(Number.NaN), Float64Array.of(2))).toBeNull();
  expect(populationStability(Float64Array.of(1, 2), Float64Array.of(Number.NaN))).toBeNull();
});
