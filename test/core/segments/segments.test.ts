import { defaultRules } from '../../../core/rules.js';
import { describeSegment, marksOf, percent } from '../../../core/segments/describe-segment.js';
import { electInsiders } from '../../../core/segments/elect-insiders.js';
import { nameSegments } from '../../../core/segments/name-segments.js';
import {
  type FeatureColumns,
  type ProfiledSegments,
  profileSegments,
  topShare,
} from '../../../core/segments/profile-segments.js';

/** Six customers in two clusters; label 1 is the valuable one. */
const labels = Int32Array.of(0, 0, 0, 0, 1, 1);
const silhouettes = Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.9, 0.7);
const columns = {
  gross_revenue: Float64Array.of(10, 20, 30, 40, 400, 500),
  invoices: Float64Array.of(1, 1, 1, 1, 8, 10),
  recency_days: Float64Array.of(90, 200, 300, 350, 5, 3),
  avg_gap_days: Float64Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN, 30, 40),
};

const readColumn = async (feature: string) => (columns as FeatureColumns)[feature]!;
const profileThem = (labels: Int32Array) =>
  profileSegments(labels, silhouettes, Object.keys(columns), readColumn);

let segments: ProfiledSegments['segments'];
let segmentIds: Int32Array;
beforeAll(async () => {
  ({ segments, segmentIds } = await profileThem(labels));
});

describe('profileSegments', () => {
  test('numbers segments from 1 by mean revenue', () => {
    expect([...segmentIds]).toEqual([2, 2, 2, 2, 1, 1]);
    expect(segments.map((segment) => segment.meanRevenue)).toEqual([450, 25]);
  });

  test("a share of revenue is the segment's money over all money: 900 of 1,000", () => {
    expect(segments.map((segment) => segment.revenueShare)).toEqual([0.9, 0.1]);
    expect(segments.map((segment) => segment.customerShare)).toEqual([2 / 6, 4 / 6]);
  });

  test('a segment that 90 % of the money comes from is not shown with the mean of its members’ shares', () => {
    // The mean share per member would be 45 %.
    expect(segments[0]!.revenueShare).not.toBeCloseTo(0.45);
  });

  test('medians lie between the middle two values', () => {
    expect(segments[1]!.medianRevenue).toBe(25);
  });

  test('unknown values count neither in means nor in ranks', () => {
    const gap = segments[0]!.features.find((profile) => profile.feature === 'avg_gap_days')!;
    expect(gap).toMatchObject({ mean: 35, median: 35, total: 70, baseMean: 35, standing: 0.5 });
    const lower = segments[1]!.features.find((profile) => profile.feature === 'avg_gap_days')!;
    expect(lower.mean).toBeNaN();
  });

  test('equal values have equal ranks', () => {
    // Four ones share the ranks 1..4 of 6: (0 + 4) / 2 / 6; the others hold 5 and 6: (4 + 5 + 5 + 6) / 2 / 2 / 6.
    const standings = segments.map(
      (segment) => segment.features.find((f) => f.feature === 'invoices')!.standing,
    );
    expect(standings[0]).toBeCloseTo(5 / 6);
    expect(standings[1]).toBeCloseTo(2 / 6);
  });

  test('noise is in no segment', async () => {
    const noisy = await profileThem(Int32Array.of(0, 0, -1, 0, 1, 1));
    expect([...noisy.segmentIds]).toEqual([2, 2, 0, 2, 1, 1]);
    expect(noisy.labelOf).toEqual([1, 0]);
    expect(noisy.segments.map((segment) => segment.customers)).toEqual([2, 3]);
  });
});

describe('electInsiders', () => {
  const elect = (largestShare: number, stabilities: number[]) =>
    electInsiders(segments, stabilities, {
      insiders: { ...defaultRules.insiders, largestShare },
      segmentation: { resamples: 20 },
    });

  test('elects the highest revenue per customer, and says how far the group holds', () => {
    expect(elect(0.35, [0.816, 0.3])).toEqual({
      segmentId: 1,
      reason:
        'the highest revenue per customer of all 2 segments, within the 35 % of customers that the Insiders may be; ' +
        'the group holds: found again in 20 random halves of the customers with 82 % overlap on average',
    });
    expect(elect(0.35, [0.74, 1]).reason).toMatch(/; its edge is soft: found again in .* with 74 % overlap/);
    expect(elect(0.35, [0.49, 1]).reason).toMatch(/; it does not hold: in .* there was only 49 % overlap/);
  });

  test('says so where the best segment is a crowd', () => {
    expect(elect(0.1, [1, 1]).reason).toContain('though more than the 10 % of customers');
  });

  test('the share of the best segment is known before a segmentation is chosen: 2 of 6', () => {
    expect(topShare(labels, columns.gross_revenue)).toBeCloseTo(2 / 6);
  });
});

describe('names and sentences', () => {
  test('the elected segment is Insiders; who stayed away and spent little has lapsed', () => {
    expect(nameSegments(segments, 1)).toEqual(['Insiders', 'Lapsed']);
  });

  test('two segments of one name are told apart by what differs most', () => {
    const [, lapsed] = segments;
    const withStanding = (standing: number) => ({
      ...lapsed!,
      features: lapsed!.features.map((f) => (f.feature === 'recency_days' ? { ...f, standing } : f)),
    });
    expect(nameSegments([withStanding(0.95), withStanding(0.7)], 99)).toEqual([
      'Lapsed, longer away',
      'Lapsed, more recent',
    ]);
  });

  test('equal segments get numbers rather than the same name', () => {
    const names = nameSegments([segments[1]!, segments[1]!], 99);
    expect(new Set(names).size).toBe(2);
  });

  test('the sentence holds the numbers of the table', () => {
    const marks = marksOf(segments[0]!, ['gross_revenue', 'recency_days', 'invoices']);
    expect(marks).toEqual([
      'spent 450 (all: 35)',
      'placed 9 orders (all: 1)',
      'last ordered 4 days ago (all: 145)',
    ]);
    expect(marksOf(segments[0]!, ['gross_revenue', 'invoices'], { currency: 'GBP' })).toEqual([
      'spent £450 (all: £35)',
      'placed 9 orders (all: 1)',
    ]);
    expect(describeSegment(segments[0]!, marks)).toBe(
      '2 customers (33 %) bring 90 % of the revenue: they spent 450 (all: 35), ' +
        'placed 9 orders (all: 1) and last ordered 4 days ago (all: 145).',
    );
  });

  test('small shares keep the digit that matters', () => {
    expect([percent(0.0731), percent(0.3454), percent(0.0999)]).toEqual(['7.3 %', '35 %', '10 %']);
  });
});
