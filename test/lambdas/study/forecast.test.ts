import { addDays } from '../../../core/dates/add-days.js';
import type { ForecastFindings } from '../../../core/forecast/forecast-findings.js';
import { percent } from '../../../core/segments/describe-segment.js';
import { type OrderLine, withOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { labelled, lastDay, linesWithin, moneyOf, yearOfOrders } from './year-of-orders.js';

/** The study, as often as asked for. */
async function forecastsOf(lines: readonly OrderLine[], times = 1): Promise<StudyRows[]> {
  const studied: StudyRows[] = [];
  await withOrderLake(async (lake) => {
    await lake.upload('u1', lines);
    await lake.clean(['u1']);
    await writeMembers(lake, labelled(lines));
    while (studied.length < times) studied.push(await runStudy(lake, 'forecast'));
  });
  return studied;
}

const lines = yearOfOrders({ nCustomers: 250, days: 400 });
const members = new Set(labelled(lines).Insiders);
const ofInsiders = (some: readonly OrderLine[]) => some.filter((line) => members.has(line.customer_id!));
const end = lastDay(lines);
let studied: StudyRows;
let again: StudyRows;
beforeAll(async () => {
  [studied, again] = (await forecastsOf(lines, 2)) as [StudyRows, StudyRows];
});

test('a row per horizon and segment, all customers and those yet to come; what came before is what members ordered', () => {
  const rows = studied.tables.group_forecasts!;
  expect(rows.map(({ segment_id, months }) => `${segment_id}/${months}`)).toEqual([
    ...['0/3', '1/3', '2/3', '-1/3', '0/6', '1/6', '2/6', '-1/6'],
  ]);
  for (const [months, days] of [
    ['3', 91],
    ['6', 183],
  ] as const) {
    const before = linesWithin(lines, addDays(end, -days), end);
    const naive = (id: string) =>
      Number(rows.find((row) => row.segment_id === id && row.months === months)!.naive_revenue);
    expect(naive('0')).toBeCloseTo(moneyOf(before), 6);
    expect(naive('1')).toBeCloseTo(moneyOf(ofInsiders(before)), 6);
  }
});

test('months that are over are what the members ordered in them, and months ahead add up to the forecast', () => {
  const ofMembers = studied.tables.forecast_months!.filter((row) => row.segment_id === '1');
  const past = ofMembers.filter((row) => row.is_forecast === 'false');
  expect(past).toHaveLength(13);
  let after = addDays(end, -Math.round((13 * 365.25) / 12));
  for (const { month_ending, revenue } of past) {
    expect(Number(revenue)).toBeCloseTo(moneyOf(ofInsiders(linesWithin(lines, after, month_ending!))), 6);
    after = month_ending!;
  }
  const ahead = ofMembers.filter((row) => row.is_forecast === 'true');
  expect(ahead).toHaveLength(6);
  for (const months of [3, 6]) {
    const total = studied.tables.group_forecasts!.find(
      (row) => row.segment_id === '1' && row.months === String(months),
    )!;
    const money = ahead.slice(0, months).reduce((sum, { revenue }) => sum + Number(revenue), 0);
    expect(money).toBeCloseTo(Number(total.revenue), 6);
  }
});

test('what customers are expected to bring adds up to what their groups are', () => {
  const sums = new Map<string, number>();
  for (const { customer_id, months, expected_revenue } of studied.tables.customer_forecasts!) {
    const group = members.has(customer_id!) ? '1' : '2';
    for (const key of [`${group}/${months}`, `0/${months}`]) {
      sums.set(key, (sums.get(key) ?? 0) + Number(expected_revenue));
    }
  }
  for (const { segment_id, months, revenue } of studied.tables.group_forecasts!) {
    if (segment_id !== '-1') expect(Number(revenue)).toBeCloseTo(sums.get(`${segment_id}/${months}`)!, 6);
  }
  for (const row of studied.tables.customer_forecasts!) {
    const [orders, value, money] = [row.expected_orders, row.order_value, row.expected_revenue].map(Number);
    expect(orders! * value!).toBeCloseTo(money!, 6);
    expect(Number(row.probability_ordering)).toBeLessThanOrEqual(Number(row.probability_alive));
    expect(Number(row.probability_alive)).toBeLessThanOrEqual(1);
  }
});

test('the track record holds what came and what the naive forecast was, with the errors of both', () => {
  const rows = studied.tables.track_record!.filter((row) => row.customer_group === 'all');
  expect(rows.length).toBeGreaterThan(3);
  for (const { made_on, months, naive, actual, forecast, error } of rows) {
    const days = months === '3' ? 91 : 183;
    const known = new Set(linesWithin(lines, '', made_on!).map((line) => line.customer_id));
    const ofKnown = lines.filter((line) => known.has(line.customer_id));
    const after = moneyOf(linesWithin(ofKnown, made_on!, addDays(made_on!, days)));
    expect(Number(actual)).toBeCloseTo(after, 6);
    expect(Number(naive)).toBeCloseTo(moneyOf(linesWithin(ofKnown, addDays(made_on!, -days), made_on!)), 6);
    expect(Number(error)).toBeCloseTo(Number(forecast) / after - 1, 9);
  }
});

test('what is offered is mixed by past errors, which are shown beside those of the rivals', () => {
  const errorOf = (group: string, column: 'error' | 'naive_error') => {
    const tests = studied.tables.track_record!.filter(
      (row) => row.months === '3' && row.customer_group === group && row[column] !== null,
    );
    return tests.reduce((sum, row) => sum + Math.abs(Number(row[column])), 0) / tests.length;
  };
  for (const row of studied.tables.group_forecasts!.filter(({ months }) => months === '3')) {
    const group = { '0': 'all', '1': 'best', '-1': 'new' }[row.segment_id!];
    if (!group) continue; // parted from the Insiders by the model: no past forecast is of such a segment
    expect(Number(row.past_error)).toBeCloseTo(errorOf(group, 'error'), 9);
    expect(Number(row.naive_error)).toBeCloseTo(errorOf(group, 'naive_error'), 9);
    expect(row.offered).toBe('mix');
    expect(row.note).toContain(percent(errorOf(group, 'naive_error')));
    if (row.segment_id === '-1') continue; // nobody new came lately
    expect(Number(row.low)).toBeLessThan(Number(row.revenue));
    expect(Number(row.high)).toBeGreaterThan(Number(row.revenue));
  }
  const candidates = studied.tables.forecast_candidates!.filter((row) => row.months === '3');
  // Nobody new came lately, so that nothing is said of newcomers.
  for (const group of ['all', 'best']) {
    const weights = candidates.filter((row) => row.customer_group === group).map((row) => Number(row.weight));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  }
});

test('how many of each kind of customers were to order, and did, adds up to those who did', () => {
  const rows = studied.tables.forecast_reliability!;
  const { made_on } = rows[0]!;
  const known = new Set(linesWithin(lines, '', made_on!).map((line) => line.customer_id));
  const after = linesWithin(lines, made_on!, addDays(made_on!, 91)).map((line) => line.customer_id);
  const came = new Set(after.filter((id) => known.has(id)));
  const classes = rows.filter(({ title }) => title!.endsWith('likely to order'));
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    classes.reduce((total, row) => total + Number(row.customers) * of(row), 0);
  expect(sum(() => 1)).toBe(known.size);
  expect(sum((row) => Number(row.came_share))).toBeCloseTo(came.size, 6);
});

test('a horizon that is longer than half of the orders is refused, with the reason, beside those that are not', () => {
  expect(studied.tables.refused_horizons).toMatchObject([
    { months: '12', reason: 'A forecast of 12 months needs 24 months of orders; the file has 13 months.' },
  ]);
  const { insiders, refused } = studied.document.findings as ForecastFindings;
  expect(insiders.map(({ months }) => months)).toEqual([3, 6]);
  expect(refused).toHaveLength(1);
});

test('the same orders and rules give the same bytes', () => {
  expect(again).toEqual(studied);
});

test('with an order from the future nothing is forecast, it is said why, and the past is still there', async () => {
  const typo = { ...lines[0], invoice_id: 'typo', ordered_at: '2031-01-01 10:00:00' };
  const [{ tables, document }] = (await forecastsOf([...lines, typo])) as [StudyRows];
  expect(tables.group_forecasts).toEqual([]);
  expect(tables.customer_forecasts).toEqual([]);
  expect(tables.forecast_months!.length).toBeGreaterThan(50);
  expect(tables.refused_horizons!.map(({ months }) => months)).toEqual(['3', '6', '12']);
  const topics = document.refusals.map(({ topic }) => topic);
  expect(topics).toEqual(
    expect.arrayContaining([
      'segment_forecasts',
      'customers_forecast',
      'forecast_track_record',
      'forecast_reliable',
    ]),
  );
  for (const { reason } of document.refusals) {
    expect(reason).toMatch(/hardly an order before 1 January 2031: a date seems wrong/);
  }
});

test('where all orders are worth the same, money is forecast by the mean, and it is said', async () => {
  const equal = lines.map((line) => ({ ...line, quantity: 1, unit_price: 5 }));
  const [{ tables }] = (await forecastsOf(equal)) as [StudyRows];
  const money = tables.forecast_models!.find(({ subject }) => subject === 'money')!;
  expect(money).toMatchObject({ model: 'credibility' });
  expect(money.note).toMatch(/gamma-gamma does not hold/);
  for (const { order_value } of tables.customer_forecasts!) expect(Number(order_value)).toBeCloseTo(5, 9);
  expect(tables.group_forecasts).toHaveLength(8);
});
