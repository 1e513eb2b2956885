import { backTest, originsOf } from '../../../core/forecast/back-test.js';
import { forecastCustomers, outlookAt } from '../../../core/forecast/forecast-orders.js';
import { type Ahead, lookAhead } from '../../../core/forecast/look-ahead.js';
import { daysOf, isoDay } from '../../../core/forecast/months.js';
import { boughtWithin, type OrderDays, thinned } from '../../../core/forecast/order-days.js';
import { orderingOf } from '../../../core/forecast/ordering.js';
import { describeRecord, trackRecord } from '../../../core/forecast/track-record.js';
import { drawnShop, shopOpened } from './drawn-shop.js';
import { entriesToOrders } from './entries.js';
import { seasonalShop } from './seasonal-shop.js';

const days = 800;
const shop = drawnShop({ nCustomers: 1000, days, seed: 3 });
const end = shopOpened + days - 1;
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** The orders until a day, as if nothing had come after it. */
const until = (orders: OrderDays, day: number) =>
  entriesToOrders(
    Array.from({ length: orders.nCustomers }, (_, i) =>
      Array.from({ length: orders.starts[i + 1]! - orders.starts[i]! }, (_, at) => orders.starts[i]! + at)
        .filter((at) => orders.days[at]! <= day)
        .map((at) => [orders.days[at]!, orders.values[at]!] as const),
    ),
  );

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
    const other = forecastCustomers(
      outlookAt(until(shop, origin), shopOpened, origin, { crossCheck: true }),
      3,
    );
    expect(other.money).toEqual(forecast.money);
  });

  test('the months of each customer add up to what the customer brings', () => {
    const n = outlook.known.x.length;
    for (const i of [0, 7, n - 1]) {
      const months = [0, 1, 2].map((month) => forecast.monthly[month * n + i]!);
      expect(months.reduce((total, money) => total + money, 0)).toBeCloseTo(forecast.money[i]!, 9);
    }
  });

  test.each(['bgNbd', 'paretoNbd', 'rates'] as const)(
    'by %s as many order as were said to be likely to',
    (name) => {
      const broken = <Fit extends { degenerate: string | null }>(fit: Fit, isBroken: boolean): Fit =>
        isBroken ? { ...fit, degenerate: 'by hand' } : fit;
      const { bgNbd, paretoNbd } = outlook.buying;
      const buying = {
        ...outlook.buying,
        bgNbd: broken(bgNbd, name !== 'bgNbd'),
        paretoNbd: broken(paretoNbd!, name === 'rates'),
      };
      const other = { ...outlook, buying };
      const customers = forecastCustomers(other, 3);
      expect(customers.model.name).toBe(name);
      const { within, withinYear } = orderingOf(other, customers, 3);
      const came = boughtWithin(shop, other.known.customers, origin, end).orders;
      const silent = (i: number) => other.known.x[i] === 0 && other.known.T[i]! >= 180;
      for (const isIn of [() => true, silent, (i: number) => within[i]! >= 0.5]) {
        const members = Int32Array.from(within.keys()).filter(isIn);
        const said = members.reduce((total, i) => total + within[i]!, 0);
        const did = members.reduce((total, i) => total + Number(came[i]! > 0), 0);
        // Three deviations of a binomial count, and a twentieth for the model.
        expect(Math.abs(said - did)).toBeLessThan(3 * Math.sqrt(did + 1) + 0.05 * members.length);
      }
      within.forEach((probability, i) => {
        expect(withinYear[i]).toBeGreaterThanOrEqual(probability);
        expect(withinYear[i]).toBeLessThanOrEqual(1);
      });
    },
  );
});

test('past forecasts are made every month, where twice their horizon or a year is known, and end where the data do', () => {
  expect(originsOf(0, 372, 3)).toEqual([281, 250, 220, 189]);
  expect(originsOf(0, 372, 6)).toEqual([]);
  expect(originsOf(0, 731, 12)).toEqual([366]);
  expect(originsOf(0, 1500, 12)).toHaveLength(13);
  expect(originsOf(0, 271, 3)).toEqual([]);
});

describe('forecasts of the past', () => {
  const options = { horizonMonths: [3], bestShare: 0.1, level: 0.8 };
  const seasonal = seasonalShop(1500, days, 2);
  const tests = backTest(seasonal, shopOpened, end, options);
  const errorOf = (values: readonly number[]) =>
    values.reduce((total, value) => total + Math.abs(value), 0) / values.length;

  test('nothing later is used: with the orders until a day what is said on it is the same', () => {
    const one = tests.find(({ group }) => group === 'best')!;
    const day = one.origin + daysOf(3);
    const again = backTest(until(seasonal, day), shopOpened, day, options);
    expect(again.find(({ group, origin }) => group === 'best' && origin === one.origin)).toEqual(one);
    const before = tests.filter(({ origin }) => origin < one.origin && origin + daysOf(3) <= day);
    for (const test of before) expect(again).toContainEqual(test);
  });

  test('in a shop with a season they are closer than as much as before, and than a model that knows none', () => {
    const knowing = tests.filter(({ group, years }) => group === 'all' && years >= 1);
    expect(knowing.length).toBeGreaterThan(10);
    const off = (of: (test: (typeof knowing)[number]) => number) =>
      errorOf(knowing.map((test) => of(test) / test.actual - 1));
    const offered = off(({ forecast }) => forecast);
    expect(offered).toBeLessThan(0.5 * off(({ candidates }) => candidates.naive!));
    expect(offered).toBeLessThan(0.7 * off(({ candidates }) => candidates.model!));
  });

  test('their intervals hold what came about as often as they promise', () => {
    const shops = [4, 5, 6].map((seed) => drawnShop({ nCustomers: 400, days, seed }));
    const many = shops.flatMap((one) => backTest(one, shopOpened, end, options));
    const known = many.filter(({ group }) => group !== 'new');
    const covered = known.filter(({ isCovered }) => isCovered).length;
    // Months overlap, so that the count scatters more than a binomial one.
    expect(covered / known.length).toBeGreaterThan(0.7);
    expect(covered / known.length).toBeLessThan(0.97);
  });

  test('the record of a group says how far forecasts, and the rivals, were off', () => {
    const record = trackRecord(tests, { years: 2.1 }, 'all', 3);
    expect(record.tests.every(({ years, group }) => years >= 1 && group === 'all')).toBe(true);
    expect(record.error).toBeCloseTo(errorOf(record.tests.map(({ error }) => error!)), 9);
    const naive = record.tests.map(({ candidates, actual }) => candidates.naive! / actual - 1);
    expect(record.errorOf('naive')).toBeCloseTo(errorOf(naive), 9);
    expect(describeRecord(record, 0.1, { years: 2.1 })).toMatch(
      /^\d+ past forecasts of 3 months were off by [\d.]+ % on average, to expect as much as in the 3 months before by [\d.]+ %, the shop’s same months a year ago times their share by [\d.]+ %\. This one is expected to be off by 10 %\.$/,
    );
  });

  test('without a record it says so, and what one year cannot know', () => {
    const record = trackRecord([], { years: 1.1 }, 'best', 6);
    expect(record.error).toBeNull();
    expect(describeRecord(record, 0.14, { years: 1.1 })).toBe(
      'No forecast of 6 months that knew a season has come to its end yet: the interval is as wide as forecasts were off in other shops. This one is expected to be off by 14 %. Its season is that of one year, which cannot tell a season from growth.',
    );
    expect(describeRecord(trackRecord([], { years: 0.6 }, 'best', 3), 0.2, { years: 0.6 })).toMatch(
      /No season is known from these orders: after a peak less comes than is said here\.$/,
    );
  });

  test('of many customers every second or third tells as well', () => {
    const half = thinned(shop, 500);
    expect(half.nCustomers).toBe(500);
    expect(half.days.length / shop.days.length).toBeGreaterThan(0.4);
    expect([...half.days.subarray(half.starts[7]!, half.starts[8]!)]).toEqual([
      ...shop.days.subarray(shop.starts[14]!, shop.starts[15]!),
    ]);
    expect(thinned(shop, 1000)).toBe(shop);
  });
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

  test('what comes is near what was forecast', () => {
    const came = boughtWithin(faithful, outlook.known.customers, last - daysOf(3), last);
    expect(Math.abs(sum(forecast.orders) / sum(came.orders) - 1)).toBeLessThan(0.1);
  });
});

describe('what is forecast is on one basis', () => {
  const seasonal = seasonalShop(900, days, 9);
  const n = seasonal.nCustomers;
  // 1: every tenth; 2 and 3: the others; one in fifty is in no segment.
  const segmentIds = Int32Array.from({ length: n }, (_, i) =>
    i % 50 === 3 ? 0 : i % 10 === 0 ? 1 : 2 + (i % 2),
  );
  const of = {
    orders: seasonal,
    from: shopOpened,
    day: end,
    segmentIds,
    nSegments: 3,
    insidersId: 1,
    bestShare: 0.1,
  };
  const firstDays = Array.from({ length: n }, (_, i) =>
    seasonal.starts[i]! < seasonal.starts[i + 1]!
      ? seasonal.days[seasonal.starts[i]!]!
      : Number.POSITIVE_INFINITY,
  );
  let ahead: Ahead;
  beforeAll(() => {
    ahead = lookAhead(of, { horizonMonths: [6, 3, 12], interval: 0.8 });
  });
  const row = (segmentId: number, months: number) =>
    ahead.groups.find((group) => group.segmentId === segmentId && group.months === months)!;

  test('customers add up to their segment, segments and who is in none to all', () => {
    for (const { months, customers } of ahead.horizons) {
      for (const segmentId of [1, 2, 3]) {
        const money = sum(customers.money.filter((_, i) => segmentIds[i] === segmentId));
        expect(money).toBeCloseTo(row(segmentId, months).revenue, 4);
      }
      expect(sum(customers.money)).toBeCloseTo(row(0, months).revenue, 4);
      customers.orders.forEach((orders, i) => {
        expect(orders * customers.orderValue[i]!).toBeCloseTo(customers.money[i]!, 6);
      });
    }
  });

  test('the months below add up to the headline of every horizon', () => {
    for (const segmentId of [0, 1, 2, 3]) {
      const months = ahead.months.filter((month) => month.segmentId === segmentId && month.isForecast);
      expect(months.at(-1)!.monthEnding).toBe(isoDay(end + daysOf(12)));
      for (const horizon of [3, 6, 12]) {
        const money = months.slice(0, horizon).reduce((total, { revenue }) => total + revenue, 0);
        expect(money).toBeCloseTo(row(segmentId, horizon).revenue, 4);
      }
    }
  });

  test('a longer stretch brings no customer less', () => {
    const [three, six, twelve] = ahead.horizons.map(({ customers }) => customers.money);
    three!.forEach((money, i) => {
      expect(six![i]!).toBeGreaterThanOrEqual(money);
      expect(twelve![i]!).toBeGreaterThanOrEqual(six![i]!);
    });
  });

  test('the peak that comes once a year is in the months ahead', () => {
    const busy = ahead.months.filter(({ isForecast, segmentId }) => isForecast && segmentId === 0);
    const most = busy.reduce((a, b) => (b.revenue > a.revenue ? b : a));
    expect(most.monthEnding.slice(5, 7)).toMatch(/11|12|01/);
  });

  test('new customers are a row of their own, as many as came before', () => {
    const came = firstDays.filter((day) => day > end - daysOf(3) && day <= end);
    expect(row(-1, 3).customers).toBe(came.length);
    expect(row(-1, 3).revenue).toBeGreaterThan(0);
    expect(row(-1, 3).low).toBeLessThan(row(-1, 3).revenue);
  });

  test('what was said of customers is held against what came, the silent apart', () => {
    const titles = ahead.reliability.map(({ title }) => title);
    expect(titles.at(-1)).toBe('One order, 180 days ago or longer');
    const of = ahead.reliability.slice(0, -1);
    const known = of.reduce((total, { customers }) => total + customers, 0);
    const { origin } = ahead.tests[0]!;
    expect(known).toBe(came(origin));
    const off = of.reduce(
      (total, { customers, expectedShare, cameShare }) =>
        total + customers * Math.abs(expectedShare - cameShare),
      0,
    );
    expect(off / known).toBeLessThan(0.08);
    const silent = ahead.reliability.at(-1)!;
    expect(silent.expectedShare).toBeLessThan(0.5);
  });
  const came = (day: number) => firstDays.filter((first) => first <= day).length;
});

describe('what cannot be forecast', () => {
  const options = { horizonMonths: [3], interval: 0.8 };
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
