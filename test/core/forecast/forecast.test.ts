import { backTest, originsOf } from '../../../core/forecast/back-test.js';
import { drawGroups, forecastGroups } from '../../../core/forecast/forecast-groups.js';
import { forecastCustomers, type Outlook, outlookAt } from '../../../core/forecast/forecast-orders.js';
import { totalsOf } from '../../../core/forecast/interval.js';
import { lookAhead } from '../../../core/forecast/look-ahead.js';
import { daysOf } from '../../../core/forecast/months.js';
import { boughtWithin, type OrderDays } from '../../../core/forecast/order-days.js';
import { simulate } from '../../../core/forecast/simulate.js';
import { trackRecord } from '../../../core/forecast/track-record.js';
import { createRandom } from '../../../core/random.js';
import { drawnShop, shopOpened } from './drawn-shop.js';
import { entriesToOrders } from './entries.js';

const days = 800;
const shop = drawnShop({ nCustomers: 1000, days, seed: 3 });
const end = shopOpened + days - 1;
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('where customers leave after their orders', () => {
  const origin = end - daysOf(3);
  const outlook = outlookAt(shop, shopOpened, origin, { crossCheck: true });
  const forecast = forecastCustomers(outlook, 3);

  test('BG/NBD holds and is used, and Pareto/NBD says nearly the same', () => {
    expect(forecast.model.name).toBe('bgNbd');
    expect(outlook.buying.paretoNbd!.degenerate).toBeNull();
    const pareto = { ...outlook.buying, bgNbd: { ...outlook.buying.bgNbd, degenerate: 'by hand' } };
    const other = forecastCustomers({ ...outlook, buying: pareto }, 3);
    expect(other.model.name).toBe('paretoNbd');
    expect(sum(other.orders) / sum(forecast.orders)).toBeCloseTo(1, 1);
  });

  test('orders and money that come are near what was forecast from the past alone', () => {
    const came = boughtWithin(shop, outlook.known.customers, origin, end);
    expect(Math.abs(sum(forecast.orders) / sum(came.orders) - 1)).toBeLessThan(0.12);
    expect(Math.abs(sum(forecast.money) / sum(came.money) - 1)).toBeLessThan(0.15);
  });

  test('the later orders are not known: without them the forecast is the same', () => {
    const cut = entriesToOrders(
      Array.from({ length: shop.nCustomers }, (_, i) =>
        Array.from({ length: shop.starts[i + 1]! - shop.starts[i]! }, (_, at) => shop.starts[i]! + at)
          .filter((at) => shop.days[at]! <= origin)
          .map((at) => [shop.days[at]!, shop.values[at]!] as const),
      ),
    );
    const other = forecastCustomers(outlookAt(cut, shopOpened, origin, { crossCheck: true }), 3);
    expect(other.money).toEqual(forecast.money);
  });

  test.each(['bgNbd', 'paretoNbd', 'rates'] as const)(
    'futures drawn from %s have the mean that it expects',
    (name) => {
      const broken = <Fit extends { degenerate: string | null }>(fit: Fit, isBroken: boolean): Fit =>
        isBroken ? { ...fit, degenerate: 'by hand' } : fit;
      const { bgNbd, paretoNbd } = outlook.buying;
      const buying = {
        ...outlook.buying,
        bgNbd: broken(bgNbd, name !== 'bgNbd'),
        paretoNbd: broken(paretoNbd!, name === 'rates'),
      };
      const other: Outlook = { ...outlook, buying };
      const expected = forecastCustomers(other, 3);
      expect(expected.model.name).toBe(name);
      const n = other.known.x.length;
      const course = { monthDays: daysOf(3) / 3, factors: expected.factors };
      const options = { groups: new Int32Array(n), nGroups: 1, nDraws: 200 };
      const draws = simulate(other.known, expected.model, other.money, course, options, createRandom(1));
      for (const month of [0, 1, 2]) {
        const totals = totalsOf(draws, () => true, [month]);
        const mean = sum(totals) / totals.length;
        const monthly = sum(expected.monthly.subarray(month * n, (month + 1) * n));
        expect(Math.abs(mean / monthly - 1)).toBeLessThan(0.03);
      }
    },
  );
});

test('back tests start where twice their horizon is known and end where the data do', () => {
  expect(originsOf(0, 372, 3)).toEqual([281, 251, 221, 191]);
  expect(originsOf(0, 372, 6)).toEqual([]);
  expect(originsOf(0, 731, 6)).toEqual([548, 487, 426, 365]);
  expect(originsOf(0, 272, 3)).toEqual([181]);
  expect(originsOf(0, 271, 3)).toEqual([]);
});

test('intervals of back tests hold what came about as often as they promise', () => {
  const options = { bestShare: 0.1, level: 0.8, nDraws: 50, seed: 1 };
  const tests = [4, 5, 6].flatMap((seed) =>
    backTest(drawnShop({ nCustomers: 400, days, seed }), shopOpened, end, 3, options),
  );
  expect(tests).toHaveLength(3 * 4 * 2);
  const covered = tests.filter(({ isCovered }) => isCovered).length;
  // Errors of overlapping days are alike, so that the count scatters more than a binomial one.
  expect(covered).toBeGreaterThanOrEqual(14);
});

describe('where nobody leaves', () => {
  const faithful = drawnShop({ nCustomers: 800, days: 500, seed: 8, isLeaving: false });
  const last = shopOpened + 499;
  const outlook = outlookAt(faithful, shopOpened, last - daysOf(3));
  const forecast = forecastCustomers(outlook, 3);

  test('both models are degenerate and own rates stand in', () => {
    expect(outlook.buying.bgNbd.degenerate).not.toBeNull();
    expect(outlook.buying.paretoNbd!.degenerate).not.toBeNull();
    expect(forecast.model.name).toBe('rates');
  });

  test('what comes is near what was forecast, and nearly everybody is still there', () => {
    const came = boughtWithin(faithful, outlook.known.customers, last - daysOf(3), last);
    expect(Math.abs(sum(forecast.orders) / sum(came.orders) - 1)).toBeLessThan(0.1);
    expect(sum(forecast.alive) / forecast.alive.length).toBeGreaterThan(0.9);
  });
});

describe('where the naive forecast was closer', () => {
  const outlook = outlookAt(shop, shopOpened, end);
  const forecast = forecastCustomers(outlook, 3);
  const { known } = outlook;
  const before = boughtWithin(shop, known.customers, end - daysOf(3), end).money;
  const spenders = [...before].sort((a, b) => b - a)[60]!;
  // 1: those who brought most lately, 2: others who came lately, 3: those who have not.
  const segmentIds = Int32Array.from(before, (money) => (money > spenders ? 1 : money > 0 ? 2 : 3));
  const record = { ...trackRecord([], 3), offered: 'naive' as const };
  const [groups, level] = [[0, 1, 2, 3], 0.8];
  const draws = drawGroups(outlook, forecast, 3, segmentIds, 3, createRandom(1));
  const groupOutlook = {
    ...{ outlook, forecast, months: 3, segmentIds, groups, insidersId: 1, record, draws, level },
  };
  const [all, insiders, recent, away] = forecastGroups(groupOutlook, createRandom(2));

  test('it is offered for all customers and for the Insiders', () => {
    expect(all!.revenue).toBe(all!.naiveRevenue);
    expect(all!.revenue).toBeCloseTo(sum(before), 6);
    expect(insiders!.revenue).toBe(insiders!.naiveRevenue);
  });

  test('who has not come lately is not expected to bring nothing for that', () => {
    expect(away!.naiveRevenue).toBe(0);
    expect(away!.revenue).toBeGreaterThan(0);
    expect(away!.low).toBeLessThan(away!.revenue);
    expect(away!.revenue).toBeLessThan(away!.high);
  });

  test('the others share what is left as the model divides it', () => {
    expect(insiders!.revenue + recent!.revenue + away!.revenue).toBeCloseTo(all!.revenue, 6);
    expect(recent!.revenue / away!.revenue).toBeCloseTo(recent!.modelRevenue / away!.modelRevenue, 9);
  });
});

describe('what cannot be forecast', () => {
  const options = { horizonMonths: [3], interval: 0.8, seed: 1 };
  const ahead = (orders: OrderDays, day: number) =>
    lookAhead(
      {
        orders,
        from: shopOpened,
        day,
        segmentIds: new Int32Array(orders.nCustomers),
        nSegments: 1,
        insidersId: 1,
        bestShare: 0.1,
      },
      options,
    );

  test('of half a year, less a day, three months are refused', () => {
    expect(ahead(shop, shopOpened + 180).refused).toEqual([
      { months: 3, reason: 'A forecast of 3 months needs 6 months of orders; the file has 5.9 months.' },
    ]);
    const few = drawnShop({ nCustomers: 200, days: 182, seed: 2 });
    expect(ahead(few, shopOpened + 181).refused).toEqual([]);
  });

  test('of one order per customer nothing can be said of the next', () => {
    const once = entriesToOrders(Array.from({ length: 100 }, (_, i) => [[shopOpened + 4 * i, 10] as const]));
    expect(ahead(once, shopOpened + 400).refused[0]!.reason).toBe(
      'The orders hold 0 repeat orders; at least 50 are needed to tell when customers come again.',
    );
  });

  test('where repeat orders came only lately, there is nothing to measure them by', () => {
    const late = entriesToOrders(
      Array.from({ length: 60 }, (_, i) => [
        [shopOpened + 2 * i, 10] as const,
        [shopOpened + 390, 10] as const,
      ]),
    );
    expect(ahead(late, shopOpened + 399).refused[0]!.reason).toMatch(
      /^Before the last 3 months there are 0 repeat/,
    );
  });
});
