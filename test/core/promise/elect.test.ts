import { meetsRule } from '../../../core/membership/rule.js';
import { columnsOf, drawRule, type Rhythm } from '../../../core/promise/draw-rule.js';
import { type ElectionInput, elect } from '../../../core/promise/elect.js';
import { standingAt } from '../../../core/promise/order-history.js';
import { createRandom } from '../../../core/random/random.js';
import { crowd, inputOf, kind, planted } from './shops.js';

type Standing = ElectionInput['standing'];

const rhythm = (gapDays: number, random = () => 0.5): Rhythm => ({
  ...{ gapDays, gaps: 1 + 2 * random(), times: 1.5 + 1.5 * random() },
});

/** Customers outside who are at least as good in all as somebody inside. */
function dominated({ revenue, orders, recencyDays }: Standing, isIn: (i: number) => boolean): number {
  const rows = Array.from(revenue.keys());
  const inside = rows.filter(isIn);
  return rows.filter(
    (i) =>
      !isIn(i) &&
      inside.some(
        (j) => revenue[i]! >= revenue[j]! && orders[i]! >= orders[j]! && recencyDays[i]! <= recencyDays[j]!,
      ),
  ).length;
}

/** Customers of any kind, equal ones and round figures among them. */
function anybody(seed: number, n = 150): Standing {
  const random = createRandom(seed);
  const isRound = random() < 0.3;
  const money = () => 1000 * Math.exp(2 * random() - 1);
  return {
    revenue: Float64Array.from({ length: n }, () => (isRound ? 50 * Math.ceil(money() / 50) : money())),
    orders: Float64Array.from({ length: n }, () => Math.ceil(6 * random())),
    recencyDays: Float64Array.from({ length: n }, () => Math.floor(400 * random() ** 2)),
  };
}

test('nobody outside is at least as good in all as somebody inside, to enter and to stay, however cut-offs are rounded', () => {
  for (let seed = 0; seed < 200; seed++) {
    const standing = anybody(seed);
    const random = createRandom(`cut ${seed}`);
    const rule = drawRule(standing, rhythm(1 + 100 * random(), random), 1 + Math.floor(40 * random()));
    if (!rule) continue;
    const columns = columnsOf(standing);
    for (const door of [rule.enter, rule.stay]) {
      expect(dominated(standing, (i) => meetsRule(door, columns, i))).toBe(0);
    }
  }
});

test('no more are let in than may be, and whoever may enter may stay', () => {
  for (let seed = 0; seed < 200; seed++) {
    const standing = anybody(seed);
    const size = 1 + (seed % 30);
    const rule = drawRule(standing, rhythm(60), size);
    if (!rule) continue;
    const columns = columnsOf(standing);
    const rows = Array.from(standing.revenue.keys());
    const inside = rows.filter((i) => meetsRule(rule.enter, columns, i));
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThanOrEqual(size);
    expect(inside.every((i) => meetsRule(rule.stay, columns, i))).toBe(true);
  }
});

test('more never expels: whoever is in stays in with more money, one order more, or a later last one', () => {
  const standing = anybody(7);
  const rule = drawRule(standing, rhythm(50), 25)!;
  const columns = columnsOf(standing);
  const inside = Array.from(standing.revenue.keys()).filter((i) => meetsRule(rule.enter, columns, i));
  for (const i of inside) {
    for (const [money, orders, days] of [
      [500, 1, 0],
      [0, 3, 0],
      [0, 0, -5],
      [1e6, 99, -99],
    ] as const) {
      const more = {
        gross_revenue: Float64Array.of(standing.revenue[i]! + money),
        invoices: Float64Array.of(standing.orders[i]! + orders),
        recency_days: Float64Array.of(Math.max(0, standing.recencyDays[i]! + days)),
      };
      expect([meetsRule(rule.enter, more, 0), meetsRule(rule.stay, more, 0)]).toEqual([true, true]);
    }
  }
});

test('34 orders in two days and silence for a year is not loyal', () => {
  const shop = inputOf(planted('silent'));
  const { revenue, orders, recencyDays } = shop.standing;
  const best = revenue.indexOf(Math.max(...revenue));
  orders[best] = 34;
  recencyDays[best] = 363;
  const { isMember, rule } = elect(shop);
  expect(isMember[best]).toBe(0);
  for (const path of rule!.enter) expect(path.at(-1)!.cutoff).toBeLessThan(363);
});

test.each([
  ['weekly', 7, 365],
  ['monthly', 30, 365],
  ['quarterly', 91, 1095],
  ['yearly', 365, 2920],
])('a shop of %s buyers lets people stay away for as long as its rhythm has it', (_, gapDays, days) => {
  const kinds = [kind(0.05, gapDays / 2, 200, 0.05), kind(0.95, gapDays, 50, 0.05)];
  const { rule } = elect(inputOf(planted('rhythm', { kinds, days, season: 0, promotions: [] })));
  const [late, last] = rule!.enter.map((path) => path.at(-1)!.cutoff);
  expect(late).toBeGreaterThan(gapDays / 2);
  expect(late).toBeLessThan(4 * gapDays);
  expect(last).toBeGreaterThan(2 * gapDays);
  expect(last).toBeLessThan(8 * gapDays);
});

test('the truly best are elected: most of those let in are of the best kind', () => {
  const shops = [1, 2, 3, 4, 5].map((seed) => planted(seed, { customers: 1000 }));
  const precisions = shops.map((shop) => {
    const { isMember } = elect(inputOf(shop, { bestGroup: 40 }));
    const rows = Array.from(isMember.keys()).filter((i) => isMember[i] === 1);
    return rows.filter((i) => shop.kinds[i] === 0).length / rows.length;
  });
  for (const precision of precisions) expect(precision).toBeGreaterThan(0.8);
});

test('of a hundred crowds alike at most five elect anybody, and they say why', () => {
  const elections = Array.from({ length: 100 }, (_, seed) => {
    const spread = { customers: 0.1 * (seed % 2), orders: 0.5 };
    const leaving = 0.1 + 0.4 * ((seed % 5) / 5);
    const kinds = [kind(1, [7, 30, 60][seed % 3]!, 50, leaving)];
    return elect(inputOf(planted(`crowd ${seed}`, { kinds, customers: 200, spread }), { bestGroup: 17 }));
  });
  const elected = elections.filter(({ rule }) => rule !== null);
  expect(elected.length).toBeLessThanOrEqual(5);
  const nobody = elections.find(({ rule }) => rule === null)!;
  expect(nobody.nobody).toMatch(/nobody stands out for long\.$/);
  expect(nobody.promise).toMatchObject({ verdict: 'not proven', elections: [], next: null });
  expect(nobody.isMember).not.toContain(1);
});

test('a crowd of five thousand alike elects nobody', () => {
  const shop = planted('large', { kinds: crowd, customers: 5000, spread: { customers: 0, orders: 0.5 } });
  expect(elect(inputOf(shop, { bestGroup: 428 })).nobody).not.toBeNull();
});

test('everybody ordered once: nobody is elected', () => {
  const shop = inputOf(planted('once'));
  const standing = { ...shop.standing, orders: shop.standing.orders.map(() => 1) };
  expect(elect({ ...shop, standing }).nobody).toBe(
    'Everybody ordered once, so that nobody has come back yet.',
  );
});

test.each(['revenue', 'orders'] as const)(
  'one customer with most of the %s is named, and nobody is elected',
  (what) => {
    const shop = inputOf(planted('whale'), { largest: { revenue: 'Whale Ltd', orders: 'WALK-IN' } });
    const values = shop.standing[what].slice();
    values[5] = 9 * values.reduce((sum, value) => sum + value, 0);
    const { nobody } = elect({ ...shop, standing: { ...shop.standing, [what]: values } });
    expect(nobody).toContain(what === 'revenue' ? 'Whale Ltd' : 'WALK-IN');
    expect(nobody).toContain('90 %');
  },
);

test('a handful of customers is too few to see who stands out', () => {
  const { nobody } = elect(inputOf(planted('few', { customers: 12 }), { bestGroup: 2, largestShare: 0.2 }));
  expect(nobody).toMatch(/^Too few customers keep coming/);
});

describe('from run to run', () => {
  const shop = planted('runs', { customers: 600, days: 730 });
  const at = (days: number, input: Partial<ElectionInput> = {}) =>
    inputOf({ ...shop, day: shop.day - days }, { bestGroup: 30, ...input });
  const first = elect(at(120));
  const before = { rule: first.rule!, wasMember: first.isMember };

  test('the first run has no members before it: everybody meets the rule to enter', () => {
    const { standing } = at(120);
    const columns = columnsOf(standing);
    const meet = standing.revenue.map((_, i) => Number(meetsRule(first.rule!.enter, columns, i)));
    expect(Array.from(first.isMember)).toEqual(Array.from(meet));
    expect(first.redrawn).toBeNull();
  });

  test('the rule that was published is the one that is applied, for as long as it stands', () => {
    const next = elect(at(60, { before }));
    expect([next.rule, next.redrawn]).toEqual([first.rule, null]);
    const columns = columnsOf(at(60).standing);
    next.isMember.forEach((isIn, i) => {
      const stays = first.isMember[i] === 1 && meetsRule(first.rule!.stay, columns, i);
      expect(isIn === 1).toBe(meetsRule(first.rule!.enter, columns, i) || stays);
    });
  });

  test('a rule that has stood for its days is drawn anew, and it is said; members stay by the rule to stay', () => {
    const next = elect(at(0, { before }));
    expect(next.redrawn).toMatch(/stood for 90 days, which are over$/);
    expect(next.rule!.drawnOn).toBe(at(0).asOf);
    const columns = columnsOf(at(0).standing);
    for (const i of first.isMember.keys()) {
      if (first.isMember[i] === 1 && meetsRule(next.rule!.stay, columns, i)) expect(next.isMember[i]).toBe(1);
    }
  });

  test('members who stay never make more than the largest share', () => {
    const everybody = { rule: first.rule!, wasMember: first.isMember.map(() => 1) };
    const { isMember } = elect(at(0, { before: everybody, largestShare: 0.05 }));
    expect(isMember.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(30);
  });
});

test('the same shop elects the same people whatever the order of its customers', () => {
  const shop = planted('order');
  const { revenue, orders, recencyDays } = standingAt(shop.history, shop.day);
  const back = (values: Float64Array) => values.slice().reverse();
  const rule = drawRule({ revenue, orders, recencyDays }, rhythm(50), 20);
  expect(
    drawRule(
      { revenue: back(revenue), orders: back(orders), recencyDays: back(recencyDays) },
      rhythm(50),
      20,
    ),
  ).toEqual(rule);
});
