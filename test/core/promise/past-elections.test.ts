import { besideModel } from '../../../core/promise/beside-model.js';
import { describeRhythm } from '../../../core/promise/describe-election.js';
import { worthBy } from '../../../core/promise/draw-rule.js';
import { elect } from '../../../core/promise/elect.js';
import { electOn } from '../../../core/promise/elect-on.js';
import { judgePromise } from '../../../core/promise/judge-promise.js';
import { nextShare, studentQuantile } from '../../../core/promise/next-share.js';
import {
  isOneOfSome,
  someOf,
  spentWithin,
  standingAt,
  usualGap,
} from '../../../core/promise/order-history.js';
import { type PastElection, pastElections, sumOfMost } from '../../../core/promise/past-elections.js';
import { resampledMembers } from '../../../core/promise/resampled-members.js';
import { createRandom } from '../../../core/random/random.js';
import { fewGood, inputOf, kind, planted } from './shops.js';

const options = { horizonDays: 91, share: 0.05 };

/** Three customers: the first on days 0, 10, 30; the second on day 5, twice; the third on day 40. */
const three = {
  nCustomers: 3,
  starts: Int32Array.of(0, 3, 4, 5),
  days: Int32Array.of(0, 10, 30, 5, 40),
  values: Float64Array.of(1, 2, 4, 8, 16),
  orderCounts: Int32Array.of(1, 1, 1, 2, 1),
};

describe('what was known on a day', () => {
  test('is money, orders and days since the last one, of those who had ordered', () => {
    const { customers, revenue, orders, recencyDays } = standingAt(three, 12);
    expect([customers, revenue, orders, recencyDays].map((values) => [...values])).toEqual([
      [0, 1],
      [3, 8],
      [2, 2],
      [2, 7],
    ]);
  });

  test('what is spent after a day counts until the last day, that day included', () => {
    expect([...spentWithin(three, Int32Array.of(0, 1, 2), 10, 40)]).toEqual([4, 0, 16]);
    expect([...spentWithin(three, Int32Array.of(0, 2), 9, 30)]).toEqual([6, 0]);
  });

  test('the usual gap is that of the middle customer who came back: (30 - 0) / 2; nobody before has', () => {
    expect(usualGap(three, 40)).toBe(15);
    expect(usualGap(three, 5)).toBeUndefined();
  });

  test('of many customers some stand for all, at even distances', () => {
    const { history } = planted('some');
    const some = someOf(history, 100);
    expect(some.nCustomers).toBe(100);
    const rows = Array.from({ length: 400 }, (_, i) => i).filter((i) => isOneOfSome(i, 400, 100));
    expect(rows.slice(0, 3)).toEqual([0, 4, 8]);
    rows.forEach((i, at) => {
      const own = (h: typeof history, row: number) => [
        ...h.values.subarray(h.starts[row], h.starts[row + 1]),
      ];
      expect(own(some, at)).toEqual(own(history, i));
    });
    expect(someOf(history, 400)).toBe(history);
  });
});

describe('elections of the past', () => {
  const shop = planted('past', { days: 730 });
  const { elections, terms } = pastElections(shop.history, shop.day, options);

  test('are a month apart, the last ends where the data end, the first has twice the horizon before it', () => {
    expect(elections.at(-1)!.day).toBe(shop.day - 91);
    expect(elections[0]!.historyDays).toBeGreaterThan(2 * 91);
    for (let i = 1; i < elections.length; i++) expect(elections[i]!.day - elections[i - 1]!.day).toBe(30);
  });

  test('know nothing of what came later: another future leaves the members and what they may be late alone', () => {
    const day = elections[5]!.day;
    const values = shop.history.values.map((value, at) =>
      shop.history.days[at]! > day ? 1000 - value : value,
    );
    const other = pastElections({ ...shop.history, values }, shop.day, options).elections[5]!;
    expect(other).toMatchObject({
      day,
      gaps: elections[5]!.gaps,
      times: elections[5]!.times,
      members: elections[5]!.members,
    });
    expect(other.captured).not.toBe(elections[5]!.captured);
  });

  test('are beside as many by past revenue, by the last year, by lot and the best that could be', () => {
    for (const one of elections) {
      expect(one.byChance).toBe(one.members / one.customers);
      expect(one.bestPossible).toBeGreaterThanOrEqual(Math.max(one.captured, one.byRevenue, one.byLastYear));
      expect(one.members).toBeLessThanOrEqual(Math.floor(0.05 * one.customers));
    }
  });

  test('on shops of every rhythm the rule brings at least what as many by past revenue bring', () => {
    const rhythms = [kind(0.05, 4, 60), kind(0.05, 15, 60), kind(0.05, 45, 60)];
    const ratios = rhythms.flatMap((best) =>
      [1, 2, 3].map((seed) => {
        const kinds = [best, kind(0.95, 2 * best.gapDays, 30, 0.5)];
        const one = planted(`${best.gapDays} ${seed}`, { kinds, days: 730, customers: 600 });
        const past = pastElections(one.history, one.day, options).elections;
        const sum = (of: 'captured' | 'byRevenue') =>
          past.reduce((total, election) => total + election[of], 0);
        return sum('captured') / sum('byRevenue');
      }),
    );
    for (const ratio of ratios) expect(ratio).toBeGreaterThan(0.97);
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeGreaterThan(1.01);
  });

  test('the rule in words keeps 95 % of what as many by the order that it approximates bring', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const one = planted(`words ${seed}`, { days: 730, customers: 500 });
      for (const { day, gaps, times, members, captured } of pastElections(one.history, one.day, options)
        .elections) {
        const then = standingAt(one.history, day);
        const worth = worthBy(then, { gaps, times, gapDays: usualGap(one.history, day)! });
        const after = spentWithin(one.history, then.customers, day, day + options.horizonDays);
        const total = after.reduce((sum, money) => sum + money, 0);
        expect(captured).toBeGreaterThanOrEqual((0.95 * sumOfMost(worth, after, members)) / total);
      }
    }
  });

  test('how late one may be is recommended by the past', () => {
    expect([1, 1.5, 2, 3, 6]).toContain(terms.gaps);
    expect([1, 1.5, 2, 3, 5]).toContain(terms.times);
  });
});

describe('a model of buying beside the elected', () => {
  const shop = planted('model', { days: 730 });
  const { elections } = pastElections(shop.history, shop.day, options);

  test('elects as many, knows nothing of what came later, and changes nothing else', () => {
    const beside = besideModel(shop.history, elections, 91);
    expect(beside.some(({ byModel }) => byModel !== null)).toBe(true);
    beside.forEach(({ byModel, ...election }, i) => {
      expect({ ...election, byModel: null }).toEqual(elections[i]);
      if (byModel === null) return;
      expect(byModel).toBeLessThanOrEqual(election.bestPossible);
      expect(byModel).toBeGreaterThan(election.byChance);
    });
  });

  test('is told in the reason, with what the elected brought on the days on which it held', () => {
    const judged = judgePromise(
      [election(0.41, { byModel: 0.43 }), election(0.39), election(0.45, { byModel: 0.41 })],
      { horizonDays: 91, historyDays: 365, level: 0.8 },
    );
    expect(judged.mean!.byModel).toEqual({
      elections: 2,
      share: expect.closeTo(0.42),
      captured: expect.closeTo(0.43),
    });
    expect(judged.reason).toMatch(
      /On the 2 days on which a purchase model fitted, its pick brought 42 % and those chosen 43 %\.$/,
    );
  });
});

test('where past revenue alone brought more than the rule of lateness, it elects, and it is said', () => {
  // Whoever spent much comes back after long: to be late says nothing, and costs the best.
  const shop = planted('a', {
    kinds: [kind(0.1, 60, 200, 0.02), kind(0.9, 20, 30, 0.02)],
    ...{ customers: 600, days: 730, arriving: 0.3, season: 0, promotions: [] },
    spread: { customers: 0.4, orders: 0.3 },
  });
  const { elections, terms } = pastElections(shop.history, shop.day, { horizonDays: 91, share: 0.06 });
  expect(terms).toEqual({ gaps: 6, times: 1 });
  for (const one of elections.filter(({ times }) => times === 1)) {
    expect(one.captured).toBeGreaterThan(0.95 * one.byRevenue);
  }
  const { rule } = elect(inputOf(shop, { bestGroup: 36 }));
  expect(rule!.enter.map((path) => path.map(({ feature }) => feature))).toEqual([
    ['gross_revenue', 'recency_days'],
  ]);
  expect(describeRhythm(rule!)).toMatch(
    /^Lateness does not count, .* has not ordered for 6 of .* is gone\.$/,
  );
});

const election = (captured: number, more: Partial<PastElection> = {}): PastElection => ({
  ...{ day: 0, historyDays: 300, customers: 1000, members: 50, gaps: 2, times: 1.5, captured },
  luck: 0.1,
  ...{ byRevenue: 0.4, byLastYear: 0.4, byModel: null, byChance: 0.05, bestPossible: 0.6 },
  ...more,
});

describe('the verdict', () => {
  const judge = (elections: PastElection[]) =>
    judgePromise(elections, { horizonDays: 91, historyDays: 365, level: 0.8 });

  test.each([
    ['held', [election(0.41), election(0.39)]],
    ['held', [election(0.385), election(0.385)]],
    ['did not hold', [election(0.37), election(0.37)]],
    ['did not hold', [election(0.04, { byRevenue: 0.04 }), election(0.05, { byRevenue: 0.05 })]],
    ['not proven', [election(0.41)]],
    ['not proven', []],
    ['not proven', [election(0.02, { byRevenue: 0.02 }), election(0.12, { byRevenue: 0.12 })]],
  ] as const)('is "%s" by what the elected brought', (verdict, elections) => {
    expect(judge([...elections]).verdict).toBe(verdict);
  });

  test('says the shares it rests on', () => {
    expect(judge([election(0.41), election(0.39)]).reason).toBe(
      'Those chosen on 2 days in the past brought in 40 % of what customers known by then spent over the next 91 days; ' +
        'as many top spenders brought in 40 %, as many top spenders of the last year 40 %, and as many customers picked at random 5.0 %; the best possible was 60 %.',
    );
  });
});

describe('the share to be expected next', () => {
  test('is the wider, the fewer periods were seen and the more they differ', () => {
    const width = (elections: PastElection[]) => {
      const { low, high } = nextShare(elections, {
        ...{ stepDays: 91, horizonDays: 91, historyDays: 390, level: 0.8 },
      });
      return high - low;
    };
    const alike = [election(0.4), election(0.4), election(0.4), election(0.4)];
    expect(width(alike.slice(0, 2))).toBeGreaterThan(width(alike));
    expect(width([election(0.3), election(0.5), election(0.3), election(0.5)])).toBeGreaterThan(width(alike));
  });

  test('its interval holds about as many outcomes as it says: 80 % of 40 shops', () => {
    let [held, all] = [0, 0];
    for (let seed = 0; seed < 40; seed++) {
      const days = seed % 2 ? 365 : 730;
      const kinds =
        seed % 4 < 2 ? fewGood : [kind(0.08, 4, 80, 0.2), kind(0.3, 7, 40), kind(0.62, 20, 25, 0.6)];
      const shop = planted(`next ${seed}`, { kinds, days, customers: seed % 3 ? 500 : 250 });
      const known = pastElections(shop.history, shop.day, options).elections;
      // The election of today is one of the past, seen 91 days later.
      const [now] = pastElections(shop.history, shop.day + 91, options).elections.slice(-1);
      const next = nextShare(known, {
        ...{ stepDays: 30, horizonDays: 91, level: 0.8 },
        historyDays: now!.historyDays,
      });
      all++;
      if (now!.captured >= next.low && now!.captured <= next.high) held++;
    }
    expect(held / all).toBeGreaterThan(0.72);
    expect(held / all).toBeLessThan(0.95);
  });

  test('Student’s quantiles are those of the tables', () => {
    // Fisher and Yates 1963: t at 90 % with 4 and 10 degrees, at 97.5 % with 20.
    expect(studentQuantile(0.9, 4)).toBeCloseTo(1.533, 2);
    expect(studentQuantile(0.9, 10)).toBeCloseTo(1.372, 3);
    expect(studentQuantile(0.975, 20)).toBeCloseTo(2.086, 3);
  });
});

test('of orders dealt again, whoever is far above the line is let in nearly always, whoever is far below hardly', () => {
  const shop = planted('dealt');
  const { standing } = inputOf(shop);
  const size = 20;
  const line = [...standing.revenue].sort((a, b) => b - a)[size]!;
  const isMember = standing.revenue.map((money) => Number(money > line));
  const dealt = resampledMembers(
    shop.history,
    Uint8Array.from(isMember),
    { day: shop.day, rhythm: { gapDays: 182, gaps: 2, times: 1.5 }, size, nResamples: 50 },
    createRandom(1),
  );
  standing.revenue.forEach((money, i) => {
    if (money > 3 * line) expect(dealt.timesMember[i]).toBeGreaterThan(45);
    if (money < line / 4) expect(dealt.timesMember[i]).toBeLessThan(5);
  });
  expect(dealt.jaccard).toBeGreaterThan(0.4);
  expect(dealt.jaccard).toBeLessThanOrEqual(1);
});

test('nobody outside is as good in all as somebody inside, in every election of the past', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { history, day } = planted(`dominated ${seed}`, { days: 730 });
    for (const before of [91, 182, 365]) {
      const { standing, isMember } = electOn(history, day - before, options)!;
      const { revenue, orders, recencyDays } = standing;
      const inside = Array.from(isMember.keys()).filter((i) => isMember[i] === 1);
      const better = Array.from(isMember.keys()).filter(
        (i) =>
          isMember[i] === 0 &&
          inside.some(
            (j) =>
              revenue[i]! >= revenue[j]! && orders[i]! >= orders[j]! && recencyDays[i]! <= recencyDays[j]!,
          ),
      );
      expect(inside.length).toBeGreaterThan(5);
      expect(better).toEqual([]);
    }
  }
});
