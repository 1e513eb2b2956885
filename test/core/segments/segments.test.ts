import { describeSegment, marksOf, percent } from '../../../core/segments/describe-segment.js';
import { nameSegments } from '../../../core/segments/name-segments.js';
import {
  type FeatureColumns,
  type ProfiledSegments,
  profileSegments,
  topShare,
} from '../../../core/segments/profile-segments.js';
import { seatGone } from '../../../core/segments/seat-gone.js';
import { seatMembers } from '../../../core/segments/seat-members.js';

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
const profileThem = (labels: Int32Array, first: number | null = null) =>
  profileSegments(labels, silhouettes, first, Object.keys(columns), readColumn);

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

test('the share of the best segment is known before a segmentation is chosen: 2 of 6', () => {
  expect(topShare(labels, columns.gross_revenue)).toBeCloseTo(2 / 6);
});

test('the Insiders come first whatever the revenue of the others', async () => {
  const { segments, segmentIds } = await profileThem(labels, 0);
  expect(segments.map(({ meanRevenue }) => meanRevenue)).toEqual([25, 450]);
  expect([...segmentIds]).toEqual([1, 1, 1, 1, 2, 2]);
});

describe('seatMembers', () => {
  const clusters = Int32Array.of(0, 0, 0, 1, 1, -1);
  const revenue = Float64Array.of(1, 2, 3, 40, 50, 9);

  test('members are a group of their own, everybody else stays where the clusters left them', () => {
    const seated = seatMembers(clusters, Uint8Array.of(0, 0, 1, 0, 1, 1), revenue, 1);
    expect([...seated.labels]).toEqual([0, 0, 2, 1, 2, 2]);
    expect([seated.membersLabel, seated.labelOf]).toEqual([2, [0, 1]]);
  });

  test('a cluster of whom too few are left joins its poorer neighbour', () => {
    const seated = seatMembers(clusters, Uint8Array.of(0, 0, 0, 0, 1, 0), revenue, 2);
    expect([...seated.labels]).toEqual([0, 0, 0, 0, 2, -1]);
    expect(seated.labelOf).toEqual([0, 0]);
  });

  test('where nobody is a member, the clusters stay as they are', () => {
    expect(seatMembers(clusters, new Uint8Array(6), revenue, 2)).toEqual({
      ...{ labels: clusters, membersLabel: null, labelOf: [0, 1] },
    });
  });
});

describe('seatGone', () => {
  /** Groups: active and rich, due, late and poor, gone and poorest; the usual gap is 10 days. */
  const labels = Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, -1);
  const revenue = Float64Array.of(90, 90, 90, 50, 50, 50, 30, 30, 10, 10, 500, 5);
  const recencyDays = Float64Array.of(1, 2, 61, 15, 18, 99, 40, 45, 70, 90, 400, 300);

  test('whoever has been away for more than six usual gaps is not among those who are active or due', () => {
    const { labels: seated, goneLabelOf } = seatGone(labels, 4, { revenue, recencyDays, usualGapDays: 10 });
    expect([...seated]).toEqual([0, 0, 2, 1, 1, 2, 2, 2, 3, 3, 4, -1]);
    expect(goneLabelOf).toEqual([2, 2, 2, 3, 4]);
  });

  test('where no group is late or gone they stay, and where nobody came back nobody is gone', () => {
    const fresh = labels.map((label) => Math.min(label, 1));
    const away = recencyDays.map((days, i) => (fresh[i] === 1 && days > 20 && i < 8 ? 12 : days));
    const nobody = { labels: fresh, goneAfterDays: null, goneLabelOf: [0, 1] };
    expect(seatGone(fresh, null, { revenue, recencyDays: away, usualGapDays: Number.NaN })).toEqual(nobody);
    const only = Int32Array.of(0, 0, 0);
    const one = {
      revenue: Float64Array.of(1, 1, 1),
      recencyDays: Float64Array.of(1, 1, 99),
      usualGapDays: 10,
    };
    expect([...seatGone(only, null, one).labels]).toEqual([0, 0, 0]);
  });
});

describe('names and sentences', () => {
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
