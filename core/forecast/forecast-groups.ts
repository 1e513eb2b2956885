import type { Random } from '../random.js';
import type { Interval } from '../statistics/bootstrap.js';
import type { CustomerForecast, Outlook, Past } from './forecast-orders.js';
import { intervalOf, totalsOf } from './interval.js';
import { daysOf, isoDay } from './months.js';
import { boughtWithin } from './order-days.js';
import { type Draws, simulate } from './simulate.js';
import type { TrackRecord } from './track-record.js';

/** What a group of customers is expected to bring in the next months. */
export interface GroupForecast extends Interval {
  /** 0 for all customers. */
  readonly segmentId: number;
  readonly months: number;
  readonly customers: number;
  readonly expectedOrders: number;
  readonly modelRevenue: number;
  readonly modelLow: number;
  readonly modelHigh: number;
  /** Money of the same customers in as many months before. */
  readonly naiveRevenue: number;
  readonly naiveLow: number;
  readonly naiveHigh: number;
  readonly modelError: number | null;
  readonly naiveError: number | null;
  readonly trials: number;
  readonly offered: TrackRecord['offered'];
  /** Money by the forecast that is offered, with its interval. */
  readonly revenue: number;
  readonly note: string;
}

/** One month of a group: what it brought, or what it is expected to bring. */
export interface GroupMonth {
  readonly segmentId: number;
  /** ISO date of its last day. */
  readonly monthEnding: string;
  readonly revenue: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly isForecast: boolean;
}

/** Today's customers in their groups, and the futures drawn for them. */
export interface GroupOutlook {
  readonly outlook: Outlook;
  readonly forecast: CustomerForecast;
  readonly months: number;
  /** Int32Array (n), as the rows of `known`: segments from 1, 0 for none. */
  readonly segmentIds: Int32Array;
  /** 0 for all customers, then every segment. */
  readonly groups: readonly number[];
  /** The Insiders: of the groups the one that past forecasts have been checked for, beside all customers. */
  readonly insidersId: number;
  readonly record: TrackRecord;
  readonly draws: Draws;
  /** Share of outcomes that intervals are to hold, 0..1. */
  readonly level: number;
}

/** So many simulated customers keep the time bounded; an interval needs at least the fewest draws. */
const simulatedCustomers = 400_000;
const fewestDraws = 40;
const mostDraws = 100;

const drawsFor = (nCustomers: number) =>
  Math.max(fewestDraws, Math.min(mostDraws, Math.round(simulatedCustomers / nCustomers)));

/** Draws the future of today's customers, by segment. */
export function drawGroups(
  { known, money }: Outlook,
  { model, factors }: CustomerForecast,
  months: number,
  segmentIds: Int32Array,
  nSegments: number,
  random: Random,
): Draws {
  const course = { monthDays: daysOf(months) / months, factors };
  const options = { groups: segmentIds, nGroups: nSegments + 1, nDraws: drawsFor(known.x.length) };
  return simulate(known, model, money, course, options, random);
}

const isIn = (group: number) => (segmentId: number) => group === 0 || segmentId === group;

/**
 * What each group is expected to bring in all the months together. Where the naive forecast is offered, it is for all
 * customers and for the Insiders, for whom it was checked. What is left goes to the other segments as the model divides
 * it: they were parted by when they last ordered, so that their last months are no measure of their next ones.
 */
export function forecastGroups(groupOutlook: GroupOutlook, random: Random): GroupForecast[] {
  const { outlook, forecast, months, segmentIds, record, draws, level } = groupOutlook;
  const { orders, known } = outlook;
  const before = boughtWithin(orders, known.customers, known.day - daysOf(months), known.day).money;
  const everyMonth = Array.from({ length: months }, (_, month) => month);
  const sumOf = (values: Float64Array, group: number) => sumWhere(values, segmentIds, isIn(group));
  const isChecked = (group: number) => group === 0 || group === groupOutlook.insidersId;
  const left = (values: Float64Array) => sumOf(values, 0) - sumOf(values, groupOutlook.insidersId);
  return groupOutlook.groups.map((group) => {
    const modelRevenue = sumOf(forecast.money, group);
    const naiveRevenue = sumOf(before, group);
    const totals = totalsOf(draws, isIn(group), everyMonth);
    const naiveWhere = (revenue: number) =>
      intervalOf(rescaled(totals, revenue, modelRevenue), record.naiveDeviation, level, random);
    const model = intervalOf(totals, record.modelDeviation, level, random);
    const naive = naiveWhere(naiveRevenue);
    const divided = left(forecast.money) === 0 ? 0 : (modelRevenue * left(before)) / left(forecast.money);
    const offered = (): Interval & { revenue: number } => {
      if (record.offered === 'model') return { revenue: modelRevenue, ...model };
      if (isChecked(group)) return { revenue: naiveRevenue, ...naive };
      return { revenue: divided, ...naiveWhere(divided) };
    };
    return {
      segmentId: group,
      months,
      customers: segmentIds.reduce((count, id) => count + Number(isIn(group)(id)), 0),
      expectedOrders: sumOf(forecast.orders, group),
      modelRevenue,
      modelLow: model.low,
      modelHigh: model.high,
      naiveRevenue,
      naiveLow: naive.low,
      naiveHigh: naive.high,
      modelError: record.modelError,
      naiveError: record.naiveError,
      trials: record.trials,
      offered: record.offered,
      ...offered(),
      note: record.note,
    };
  });
}

/** What each group is expected to bring month by month, by the forecast that is offered. */
export function forecastMonths(
  groupOutlook: GroupOutlook,
  forecasts: readonly GroupForecast[],
  random: Random,
): GroupMonth[] {
  const { outlook, forecast, months, segmentIds, record, draws, level } = groupOutlook;
  const n = segmentIds.length;
  const deviation = record.offered === 'model' ? record.modelDeviation : record.naiveDeviation;
  return forecasts.flatMap(({ segmentId, revenue, modelRevenue }) =>
    Array.from({ length: months }, (_, month): GroupMonth => {
      const expected = forecast.monthly.subarray(month * n, (month + 1) * n);
      const share = modelRevenue === 0 ? 0 : revenue / modelRevenue;
      const totals = rescaled(totalsOf(draws, isIn(segmentId), [month]), share, 1);
      return {
        segmentId,
        monthEnding: isoDay(outlook.known.day + Math.round(((month + 1) * daysOf(months)) / months)),
        revenue: share * sumWhere(expected, segmentIds, isIn(segmentId)),
        ...intervalOf(totals, deviation, level, random),
        isForecast: true,
      };
    }),
  );
}

/** Months that are shown before today. */
const mostMonthsBefore = 24;

/** What each group brought month by month, latest last: whole months only, counted back from the last day. */
export function monthsBefore(
  { orders, from, known }: Past,
  segmentIds: Int32Array,
  groups: readonly number[],
): GroupMonth[] {
  const start = (month: number) => known.day - Math.round((month * 365.25) / 12);
  const months = Array.from({ length: mostMonthsBefore }, (_, i) => mostMonthsBefore - i).filter(
    (month) => start(month) + 1 >= from,
  );
  return months.flatMap((month) => {
    const { money } = boughtWithin(orders, known.customers, start(month), start(month - 1));
    return groups.map((group) => ({
      segmentId: group,
      monthEnding: isoDay(start(month - 1)),
      revenue: sumWhere(money, segmentIds, isIn(group)),
      low: null,
      high: null,
      isForecast: false,
    }));
  });
}

function sumWhere(values: Float64Array, segmentIds: Int32Array, isMember: (id: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (isMember(segmentIds[i]!)) sum += values[i]!;
  return sum;
}

const rescaled = (totals: Float64Array, to: number, from: number) =>
  totals.map((total) => (from === 0 ? 0 : (total * to) / from));
