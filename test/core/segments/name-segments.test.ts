import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { scale } from '../../../core/embed/scale.js';
import { interleave } from '../../../core/matrix/interleave.js';
import { elect } from '../../../core/promise/elect.js';
import type { OrderHistory } from '../../../core/promise/order-history.js';
import { createRandom } from '../../../core/random/random.js';
import { groupsOfFive, groupsOfThree } from '../../../core/rfm/rfm-groups.js';
import { scoreInFive, scoreInThree } from '../../../core/rfm/score-customers.js';
import type { Kind } from '../../../core/sample/planted-shop.js';
import { nameSegments, segmentNames } from '../../../core/segments/name-segments.js';
import { profileSegments, type SegmentProfile } from '../../../core/segments/profile-segments.js';
import { seatMembers } from '../../../core/segments/seat-members.js';
import { fewGood, inputOf, kind, knownOf, planted } from '../promise/shops.js';

/** A group by its middle customer, in a shop with a usual gap of 50 days whose middle customer spent 100. */
function group(money: number, orders: number, daysAway: number, gapDays = 50): SegmentProfile {
  const feature = (name: string, median: number, baseMedian: number) => ({
    ...{ feature: name, median, baseMedian, mean: median, total: 0, baseMean: baseMedian },
    ...{ ratio: null, standing: 0.5 },
  });
  return {
    features: [
      feature('gross_revenue', money, 100),
      feature('invoices', orders, 2),
      feature('recency_days', daysAway, 60),
      feature('avg_gap_days', 40, gapDays),
    ],
  } as unknown as SegmentProfile;
}
const nameOf = (...[money, orders, daysAway, gapDays]: Parameters<typeof group>) =>
  nameSegments([group(money, orders, daysAway, gapDays)], 99)[0];

test.each([
  [[200, 8, 50], 'High value, active'],
  [[199, 8, 51], 'Middle value, due'],
  [[50, 2, 101], 'Middle value, late'],
  [[49, 2, 301], 'Low value, gone'],
  [[900, 1, 10], 'Mostly new'],
  [[20, 1, 300], 'Mostly one order, late'],
] as const)('money, orders and days away of %j are %s', ([money, orders, daysAway], name) => {
  expect(nameOf(money, orders, daysAway)).toBe(name);
});

test('the same days away are another thing where orders come every week', () => {
  expect([nameOf(200, 8, 50, 50), nameOf(200, 8, 50, 7)]).toEqual(['High value, active', 'High value, gone']);
});

test('where nobody came back, nobody is late', () => {
  expect(nameOf(200, 1, 300, Number.NaN)).toBe('One order');
});

test('a name does not hang on the other groups: ranks change, names stay', () => {
  const [here, there] = [group(250, 6, 20), group(30, 3, 120)];
  const ranked = (segment: SegmentProfile, standing: number) => ({
    ...segment,
    features: segment.features.map((feature) => ({ ...feature, standing })),
  });
  const names = [0.1, 0.5, 0.9].map((standing) =>
    nameSegments([ranked(here, standing), ranked(there, 1 - standing)], 99),
  );
  for (const pair of names) expect(pair).toEqual(['High value, active', 'Low value, late']);
});

test('two groups of one name are told apart by what differs most', () => {
  const ranked = (standing: number) => {
    const one = group(30, 2, 400);
    const features = one.features.map((feature) =>
      feature.feature === 'recency_days' ? { ...feature, standing } : feature,
    );
    return { ...one, features };
  };
  expect(nameSegments([ranked(0.95), ranked(0.7)], 99)).toEqual([
    'Low value, gone, longer away',
    'Low value, gone, more recent',
  ]);
});

const allNames = Object.values(segmentNames).flat();
const published = [...groupsOfThree, ...groupsOfFive].map(({ name }) => name);

test('no group has a name of the published RFM tables, which mean other people', () => {
  expect(allNames.filter((name) => published.includes(name))).toEqual([]);
});

/** The features of a planted shop's customers, and the segments of a run: five clusters, of which the members are taken out. */
async function segmentsOf(seed: string, kinds: readonly Kind[], days: number) {
  const told = planted(seed, { kinds, days, spread: { customers: 0.6, orders: 0.5 } });
  const shop = { ...told, history: knownOf(told) };
  const input = inputOf(shop, { bestGroup: 20 });
  const columns = {
    gross_revenue: input.standing.revenue,
    invoices: input.standing.orders,
    recency_days: input.standing.recencyDays,
    avg_gap_days: meanGaps(shop.history, shop.day),
  };
  const used = ['gross_revenue', 'recency_days', 'invoices'];
  const points = interleave(columns, used);
  const { labels } = fitKMeans(scale(fitScaler(points, used), points), 5, createRandom(seed), { starts: 3 });
  const { isMember } = elect(input);
  const seated = seatMembers(labels, isMember, columns.gross_revenue, 5);
  const { segments, segmentIds } = await profileSegments(
    seated.labels,
    new Float64Array(labels.length),
    seated.membersLabel,
    Object.keys(columns),
    async (name) => columns[name as keyof typeof columns],
  );
  return { columns, segmentIds, names: nameSegments(segments, isMember.includes(1) ? 1 : 99) };
}

/** Mean gap between days with an order; unknown with one such day. */
function meanGaps({ nCustomers, starts, days }: OrderHistory, day: number): Float64Array {
  return Float64Array.from({ length: nCustomers }, (_, i) => {
    const own = days.subarray(starts[i], starts[i + 1]).filter((one) => one <= day);
    return own.length > 1 ? (own.at(-1)! - own[0]!) / (own.length - 1) : Number.NaN;
  });
}

const shops: [string, readonly Kind[], number][] = [
  ['weekly', [kind(0.1, 6, 60), kind(0.9, 10, 25)], 365],
  ['monthly', fewGood, 365],
  ['mostly once', [kind(0.1, 30, 90), kind(0.9, 200, 50, 0.9)], 365],
  ['yearly', [kind(0.1, 120, 300, 0.1), kind(0.9, 365, 80, 0.1)], 1095],
];

test.each(shops)(
  'in a shop of %s buyers nobody who ordered once is called loyal, by its segment or by a score',
  async (seed, kinds, days) => {
    const { columns, names, segmentIds } = await segmentsOf(seed, kinds, days);
    for (const name of names) {
      expect([...allNames, 'Insiders'].some((one) => name === one || name.startsWith(`${one}, `))).toBe(true);
    }
    const isLoyal = (name: string | undefined) => /loyal|champion|regular/i.test(name ?? '');
    const scored = [scoreInThree(columns), scoreInFive(columns)].map(({ groupNames }) => groupNames);
    const called = [Array.from(segmentIds, (id) => names[id - 1]!), ...scored];
    const once = Array.from(columns.invoices.keys()).filter((i) => columns.invoices[i] === 1);
    expect(once.length).toBeGreaterThan(0);
    for (const of of called) {
      // A potential loyalist is not loyal yet.
      expect(once.filter((i) => isLoyal(of[i]) && of[i] !== 'Potential loyalist')).toEqual([]);
    }
    expect(scored.flat().some(isLoyal)).toBe(true);
  },
);
