import type { Interval } from '../statistics/bootstrap.js';
import { type BackTest, type BackTestGroup, backTestGroups, chanceOfNew } from './back-test.js';
import { type Candidates, candidatesOf, candidatesOfNew, firstWithin } from './candidates.js';
import { chanceOf, expectedError, intervalAround, monthAlone } from './error-ahead.js';
import { type CustomerForecast, forecastCustomers, type Outlook } from './forecast-orders.js';
import { type Mix, mixCandidates } from './mix-candidates.js';
import { daysOf, isoDay } from './months.js';
import { boughtWithin, type OrderDays } from './order-days.js';
import { type Reconciled, reconcile } from './reconcile.js';
import { describeRecord, type TrackRecord, trackRecord } from './track-record.js';
import { unevenness } from './unevenness.js';

/** Today's customers are in groups: 0 for all, then every segment; customers who are yet to come are one, too. */
export const newCustomers = -1;

/** What a group of customers is expected to bring in the next months. */
export interface GroupForecast extends Interval {
  /** Segments from 1; 0 for all customers of today, -1 for those who are yet to come. */
  readonly segmentId: number;
  readonly months: number;
  /** Of those yet to come, as many as came in as many months before. */
  readonly customers: number;
  readonly expectedOrders: number;
  /** Money that is offered: of the segments together that of all customers. */
  readonly revenue: number;
  /** What the rivals say; null where they cannot be made. */
  readonly modelRevenue: number | null;
  readonly naiveRevenue: number;
  readonly shareRevenue: number | null;
  /** Mean size of past errors, of what was offered and of the rivals; null where there are none. */
  readonly pastError: number | null;
  readonly modelError: number | null;
  readonly naiveError: number | null;
  readonly shareError: number | null;
  /** Mean size of the error that is to be expected. */
  readonly expectedError: number;
  /** Past forecasts behind these errors. */
  readonly trials: number;
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

/** What is offered for some months ahead, to customers and groups alike. */
export interface HorizonForecast {
  readonly months: number;
  /** Of each customer, adding up to their groups': see `CustomerForecast`. */
  readonly customers: CustomerForecast;
  readonly groups: readonly GroupForecast[];
  readonly mixes: readonly {
    readonly group: BackTestGroup;
    readonly mix: Mix;
    readonly record: TrackRecord;
  }[];
}

export interface Grouped {
  /** Int32Array (n), as the rows of `known`: segments from 1 to nSegments, 0 for none. */
  readonly segmentIds: Int32Array;
  readonly nSegments: number;
  /** The segment that the Insiders are. */
  readonly insidersId: number;
}

/** The forecasts of each horizon, shortest first, on one basis. */
export function forecastHorizons(
  outlook: Outlook,
  grouped: Grouped,
  horizons: readonly number[],
  tests: readonly BackTest[],
  level: number,
): HorizonForecast[] {
  const drafts = horizons.map((months) => draftOf(outlook, grouped, months, tests));
  const money = reconcile(
    drafts.map(({ mixed, customers }) => ({
      all: mixed.all.mix.forecast,
      insiders: mixed.best.mix.forecast,
      modelInsiders: sumWhere(customers.money, isIn(grouped, grouped.insidersId)),
      modelOthers: sumWhere(customers.money, (i) => grouped.segmentIds[i] !== grouped.insidersId),
    })),
  );
  const done: HorizonForecast[] = [];
  drafts.forEach((draft, i) => {
    const before =
      i === 0
        ? null
        : { model: drafts[i - 1]!.customers, offered: done[i - 1]!.customers, money: money[i - 1]! };
    const customers = offeredTo(draft.customers, before, grouped, money[i]!);
    const { mixed, months } = draft;
    done.push({
      months,
      customers,
      groups: groupRows(outlook, grouped, { ...draft, customers }, level),
      mixes: backTestGroups.map((group) => ({ group, ...mixed[group] })),
    });
  });
  return done;
}

interface Mixed {
  readonly candidates: Candidates;
  readonly mix: Mix;
  readonly record: TrackRecord;
}

interface Draft {
  readonly months: number;
  /** By the model alone. */
  readonly customers: CustomerForecast;
  readonly mixed: Readonly<Record<BackTestGroup, Mixed>>;
}

function draftOf(outlook: Outlook, grouped: Grouped, months: number, tests: readonly BackTest[]): Draft {
  const customers = forecastCustomers(outlook, months);
  const mixed = (group: BackTestGroup): Mixed => {
    const candidates = candidatesAt(outlook, grouped, customers, group, months);
    const record = trackRecord(tests, outlook.season, group, months);
    const mix = mixCandidates(candidates, record.tests, outlook.season.years, months);
    return { candidates, mix, record };
  };
  return { months, customers, mixed: { all: mixed('all'), best: mixed('best'), new: mixed('new') } };
}

function candidatesAt(
  { orders, days, season, known }: Outlook,
  grouped: Grouped,
  { money, factor }: CustomerForecast,
  group: BackTestGroup,
  months: number,
): Candidates {
  const { day } = known;
  if (group === 'new') return candidatesOfNew({ orders, days, season, day }, months);
  const isMember = isIn(grouped, group === 'all' ? 0 : grouped.insidersId);
  const members = known.customers.filter((_, i) => isMember(i));
  const steady = factor > 0 ? sumWhere(money, isMember) / factor : 0;
  return candidatesOf({ orders, days, season, day, members, steady, factor }, months);
}

const isIn =
  ({ segmentIds }: Grouped, segmentId: number) =>
  (i: number) =>
    segmentId === 0 || segmentIds[i] === segmentId;

interface Shorter {
  readonly model: CustomerForecast;
  readonly offered: CustomerForecast;
  readonly money: Reconciled;
}

/**
 * What customers order and bring, so that the Insiders and the others add up to what is offered for them: what a horizon
 * adds to a shorter one is divided as the model divides it.
 */
function offeredTo(
  model: CustomerForecast,
  shorter: Shorter | null,
  { segmentIds, insidersId }: Grouped,
  offered: Reconciled,
): CustomerForecast {
  const added = model.money.map((sum, i) => Math.max(0, sum - (shorter?.model.money[i] ?? 0)));
  const isInsider = (i: number) => segmentIds[i] === insidersId;
  const scaleOf = (kind: keyof Reconciled, isIn: (i: number) => boolean) => {
    const sum = sumWhere(added, isIn);
    return sum > 0 ? (offered[kind] - (shorter?.money[kind] ?? 0)) / sum : 0;
  };
  const scales = {
    insiders: scaleOf('insiders', isInsider),
    others: scaleOf('others', (i) => !isInsider(i)),
  };
  const money = added.map(
    (sum, i) => (shorter?.offered.money[i] ?? 0) + sum * (isInsider(i) ? scales.insiders : scales.others),
  );
  const orders = money.map((sum, i) =>
    model.orderValue[i]! > 0 ? sum / model.orderValue[i]! : model.orders[i]!,
  );
  return { ...model, orders, money };
}

function groupRows(outlook: Outlook, grouped: Grouped, draft: Draft, level: number): GroupForecast[] {
  const { orders, known, season } = outlook;
  const { months, customers, mixed } = draft;
  const { day } = known;
  const before = boughtWithin(orders, known.customers, day - daysOf(months), day).money;
  const rowOf = (
    { candidates, record }: Mixed,
    group: Pick<
      GroupForecast,
      'segmentId' | 'customers' | 'expectedOrders' | 'revenue' | 'naiveRevenue' | 'modelRevenue'
    >,
    chance: number,
    isOwn: boolean,
  ): GroupForecast => {
    const expected = expectedError(record.ahead, chance);
    return {
      ...{ ...group, months },
      ...intervalAround(group.revenue, record.ahead, chance, level),
      shareRevenue: isOwn ? candidates.seasonalShare : null,
      pastError: record.error,
      modelError: record.errorOf('seasonalModel') ?? record.errorOf('model'),
      naiveError: record.errorOf('naive'),
      shareError: record.errorOf('seasonalShare'),
      expectedError: expected,
      trials: record.tests.length,
      note: describeRecord(record, expected, season),
    };
  };
  const ofToday = groupIds(grouped).map((segmentId) => {
    const isMember = isIn(grouped, segmentId);
    const members = known.customers.filter((_, i) => isMember(i));
    const expectedOrders = sumWhere(customers.orders, isMember);
    const of = segmentId === grouped.insidersId ? mixed.best : mixed.all;
    const isOwn = segmentId === 0 || segmentId === grouped.insidersId;
    return rowOf(
      of,
      {
        ...{ segmentId, customers: members.length, expectedOrders },
        revenue: sumWhere(customers.money, isMember),
        naiveRevenue: sumWhere(before, isMember),
        modelRevenue: isOwn ? (of.candidates.seasonalModel ?? of.candidates.model) : null,
      },
      chanceOf(expectedOrders, unevenness(orders, members, day)),
      isOwn,
    );
  });
  const { candidates, mix } = mixed.new;
  if (candidates.naive === null) return ofToday;
  const came = firstWithin(orders, day - daysOf(months), day);
  const ofNew = {
    ...{ segmentId: newCustomers, customers: came.length, revenue: mix.forecast },
    expectedOrders: sumWhere(boughtWithin(orders, came, day - daysOf(months), day).orders, () => true),
    ...{ naiveRevenue: candidates.naive, modelRevenue: null },
  };
  return [...ofToday, rowOf(mixed.new, ofNew, chanceOfNew(orders, came, day, daysOf(months)), false)];
}

const groupIds = ({ nSegments }: Grouped) => Array.from({ length: nSegments + 1 }, (_, i) => i);

/**
 * What each group is expected to bring month by month, as far as the longest horizon: the months of each horizon add up
 * to what is offered for it.
 */
export function forecastMonths(
  { orders, known }: Outlook,
  grouped: Grouped,
  horizons: readonly HorizonForecast[],
  level: number,
): GroupMonth[] {
  const n = grouped.segmentIds.length;
  return groupIds(grouped).flatMap((segmentId) => {
    const isMember = isIn(grouped, segmentId);
    const uneven = unevenness(
      orders,
      known.customers.filter((_, i) => isMember(i)),
      known.day,
    );
    return horizons.flatMap(({ months, customers, groups, mixes }, at) => {
      const shorter = horizons[at - 1]?.months ?? 0;
      const rowOf = (some: readonly GroupForecast[]) => some.find((row) => row.segmentId === segmentId)!;
      const rest = rowOf(groups).revenue - (at === 0 ? 0 : rowOf(horizons[at - 1]!.groups).revenue);
      const raw = Array.from({ length: months - shorter }, (_, i) => {
        const monthly = customers.monthly.subarray((shorter + i) * n, (shorter + i + 1) * n);
        return sumWhere(monthly, isMember);
      });
      const sum = raw.reduce((total, value) => total + value, 0);
      const group = segmentId === grouped.insidersId ? 'best' : 'all';
      const { ahead } = mixes.find((mix) => mix.group === group)!.record;
      const alone = { ...ahead, variance: ahead.variance * monthAlone(months) };
      return raw.map((value, i): GroupMonth => {
        const share = sum > 0 ? value / sum : 1 / raw.length;
        const revenue = share * rest;
        const ordersThen = (rowOf(groups).expectedOrders * revenue) / Math.max(rowOf(groups).revenue, 1e-9);
        return {
          segmentId,
          monthEnding: isoDay(known.day + daysOf(shorter + i + 1)),
          revenue,
          ...intervalAround(revenue, alone, chanceOf(ordersThen, uneven), level),
          isForecast: true,
        };
      });
    });
  });
}

/** Months that are shown before today. */
const mostMonthsBefore = 24;

/** What each group brought month by month, latest last: whole months only, counted back from the last day. */
export function monthsBefore(
  orders: OrderDays,
  from: number,
  { customers, day }: { readonly customers: Int32Array; readonly day: number },
  grouped: Grouped,
): GroupMonth[] {
  const start = (month: number) => day - daysOf(month);
  const months = Array.from({ length: mostMonthsBefore }, (_, i) => mostMonthsBefore - i).filter(
    (month) => start(month) + 1 >= from,
  );
  return months.flatMap((month) => {
    const { money } = boughtWithin(orders, customers, start(month), start(month - 1));
    return groupIds(grouped).map((segmentId) => ({
      ...{ segmentId, monthEnding: isoDay(start(month - 1)) },
      revenue: sumWhere(money, isIn(grouped, segmentId)),
      ...{ low: null, high: null, isForecast: false },
    }));
  });
}

function sumWhere(values: Float64Array, isMember: (i: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (isMember(i)) sum += values[i]!;
  return sum;
}
