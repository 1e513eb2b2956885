import type { NamedSegment } from '../../../core/runs/profile.js';
import { recommendActions } from '../../../core/segments/recommend-actions.js';

const feature = (
  name: string,
  median: number,
  baseMedian: number,
  standing: number,
  total = 0,
  baseMean = 0,
) => ({
  ...{ feature: name, mean: median, median, total, baseMean, baseMedian, ratio: 1, standing },
});

const segment = (changes: Partial<NamedSegment>): NamedSegment =>
  ({
    ...{
      segmentId: 2,
      name: 'Some',
      customers: 50,
      customerShare: 0.28,
      revenueShare: 0.04,
      medianRevenue: 240,
    },
    ...{ isInsiders: false, features: [], ...changes },
  }) as unknown as NamedSegment;

test('the best are kept, with their own shares as the reason', () => {
  const [first] = recommendActions(
    segment({ isInsiders: true, customerShare: 0.066, revenueShare: 0.49 }),
    null,
  );
  expect(first).toMatchObject({ segmentId: 2, position: 1 });
  expect(first!.reason).toBe('6.6 % of customers bring in 49 % of revenue.');
});

test('who spent much and stayed away is won back, by figures that the reason names', () => {
  const features = [feature('recency_days', 81, 50, 0.66), feature('gross_revenue', 970, 666, 0.6)];
  const [first] = recommendActions(segment({ features }), 'GBP');
  expect(first!.action).toMatch(/^Win them back/);
  expect(first!.reason).toBe(
    'The last order was 81 days ago (all: 50 days), and they spent £970 (all: £666).',
  );
});

test('who stays away for three of their own gaps is won back, whatever the crowd does', () => {
  const features = [
    feature('recency_days', 405, 471, 0.42),
    feature('gross_revenue', 101, 44, 0.7),
    feature('invoices', 3, 1, 0.75),
  ];
  // 405 days are not late where the shop's usual gap is 250.
  const actionsOf = (gap: number) =>
    recommendActions(segment({ features: [...features, feature('avg_gap_days', gap, 250, 0.4)] }), null);
  expect(actionsOf(50)).toHaveLength(1);
  expect(actionsOf(50)[0]).toMatchObject({
    action: expect.stringMatching(/^Win them back/),
    reason:
      'The last order was 405 days ago, where they used to order every 50 days, and they spent 101 (all: 44).',
  });
  expect(actionsOf(200)[0]!.action).toMatch(/short of becoming an Insider/);
});

test('late, due and fresh are by the shop’s rhythm, as in the segments’ names, not by rank', () => {
  const first = (recencyDays: number, standing: number, ownGapDays = Number.NaN) => {
    const features = [
      feature('recency_days', recencyDays, 50, standing),
      feature('gross_revenue', 700, 666, 0.55),
      feature('invoices', 2, 2, 0.5),
      feature('avg_gap_days', ownGapDays, 60, 0.5),
    ];
    return recommendActions(segment({ features }), null)[0]!;
  };
  expect(first(121, 0.3).action).toMatch(/^Win them back/);
  expect(first(80, 0.9)).toMatchObject({
    action: expect.stringMatching(/^Remind them before they are late/),
    reason: 'The last order was 80 days ago; the shop’s usual gap between orders is 60 days.',
  });
  expect(first(50, 0.9).action).toMatch(/^Ask for the next order while the last is fresh/);
  // By their own rhythm they have stopped all the same.
  expect(first(80, 0.3, 20).action).toMatch(/^Win them back/);
});

test('a feature that the orders cannot give recommends nothing', () => {
  // A file without products: everybody has 0 of them.
  const features = [feature('products', 0, 0, 0.5), feature('invoices', 12, 1, 0.95)];
  const actionsOf = (leftOut: readonly string[]) => recommendActions(segment({ features }), null, leftOut);
  expect(actionsOf([])[0]!.reason).toMatch(/different product/);
  expect(actionsOf(['products'])[0]!.action).toMatch(/^Keep in touch/);
});

test('who spent little and stayed away costs nothing more', () => {
  const features = [feature('recency_days', 204, 50, 0.85), feature('gross_revenue', 237, 666, 0.3)];
  expect(recommendActions(segment({ features }), null).map(({ action }) => action)).toEqual([
    expect.stringMatching(/^Leave them out/),
  ]);
});

test('a segment from which a larger share comes back is looked into before it is promoted', () => {
  // 40 of 1,000 pieces against 1 of 100.
  const features = [feature('returned_items', 1, 0, 0.6, 40, 1), feature('items', 20, 20, 0.5, 1000, 100)];
  const reasons = recommendActions(segment({ features, revenueShare: 0.28 }), null).map(
    ({ reason }) => reason,
  );
  expect(reasons).toEqual(['4.0 % of the pieces they bought came back (all: 1.0 %).']);
});

test('a segment like everybody still has something to do, and nobody has more than three', () => {
  expect(recommendActions(segment({}), null)).toHaveLength(1);
  const everything = [
    feature('recency_days', 10, 50, 0.3),
    feature('invoices', 6, 2, 0.8),
    feature('gross_revenue', 700, 666, 0.5),
    feature('avg_order_value', 50, 90, 0.3),
    feature('products', 5, 30, 0.3),
    feature('returned_items', 1, 0, 0.6, 40, 1),
    feature('items', 20, 20, 0.5, 1000, 100),
  ];
  const actions = recommendActions(segment({ features: everything }), null);
  expect(actions.map(({ position }) => position)).toEqual([1, 2, 3]);
});
