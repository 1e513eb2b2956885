import { percent } from '../segments/describe-segment.js';
import type { Interval } from '../statistics/bootstrap.js';
import { type BackTest, type BackTestGroup, backTestGroups, chanceOfNew } from './back-test.js';
import { type Candidates, candidatesOf, candidatesOfNew, firstWithin } from './candidates.js';
import { chanceOf, type ErrorAhead, expectedError, intervalAround } from './error-ahead.js';
import { type CustomerForecast, forecastCustomers, type Outlook } from './forecast-orders.js';
import { type Mix, mixCandidates } from './mix-candidates.js';
import { daysOf } from './months.js';
import { boughtWithin } from './order-days.js';
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

export const isIn =
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

/** A segment that is parted from the others by a model is further off, and no past forecast tells by how much. */
const partedDeviation = 2;

/** The error of a group's forecast: of all and of the Insiders as measured, of other segments more. */
export function aheadOf(
  { insidersId }: Grouped,
  segmentId: number,
  records: Readonly<Record<BackTestGroup, TrackRecord>>,
): ErrorAhead {
  if (segmentId === 0) return records.all.ahead;
  if (segmentId === newCustomers) return records.new.ahead;
  if (segmentId === insidersId) return records.best.ahead;
  return { ...records.all.ahead, variance: partedDeviation ** 2 * records.all.ahead.variance };
}

function groupRows(outlook: Outlook, grouped: Grouped, draft: Draft, level: number): GroupForecast[] {
  const { mixed, months } = draft;
  const records = { all: mixed.all.record, best: mixed.best.record, new: mixed.new.record };
  const told = [
    ...groupIds(grouped).map((segmentId) => ofToday(outlook, grouped, draft, segmentId)),
    ...ofNew(outlook, mixed.new, months),
  ];
  return told.map(({ chance, by, ...group }) => {
    const ahead = aheadOf(grouped, group.segmentId, records);
    const expected = expectedError(ahead, chance);
    const record = by?.record;
    return {
      ...group,
      months,
      ...intervalAround(group.revenue, ahead, chance, level),
      modelRevenue: by ? (by.candidates.seasonalModel ?? by.candidates.model) : null,
      shareRevenue: by ? by.candidates.seasonalShare : null,
      pastError: record?.error ?? null,
      modelError: record ? (record.errorOf('seasonalModel') ?? record.errorOf('model')) : null,
      naiveError: record?.errorOf('naive') ?? null,
      shareError: record?.errorOf('seasonalShare') ?? null,
      expectedError: expected,
      trials: record?.tests.length ?? 0,
      note: record ? describeRecord(record, expected, outlook.season) : describeParted(expected),
    };
  });
}

const describeParted = (expected: number) =>
  `What the Insiders leave of all, divided as the model of buying divides it. No past forecast checks that; it is expected to be off by ${percent(expected)}.`;

/** What is told of a group before its interval; `by` is missing where no past forecast is of such a group. */
interface Told
  extends Pick<GroupForecast, 'segmentId' | 'customers' | 'expectedOrders' | 'revenue' | 'naiveRevenue'> {
  readonly chance: number;
  readonly by: Mixed | null;
}

function ofToday(
  { orders, known }: Outlook,
  grouped: Grouped,
  { months, customers, mixed }: Draft,
  segmentId: number,
): Told {
  const isMember = isIn(grouped, segmentId);
  const members = known.customers.filter((_, i) => isMember(i));
  const before = boughtWithin(orders, members, known.day - daysOf(months), known.day).money;
  const expectedOrders = sumWhere(customers.orders, isMember);
  const checked = segmentId === 0 ? mixed.all : mixed.best;
  return {
    ...{ segmentId, customers: members.length, expectedOrders },
    revenue: sumWhere(customers.money, isMember),
    naiveRevenue: sumWhere(before, () => true),
    chance: chanceOf(expectedOrders, unevenness(orders, members, known.day)),
    by: segmentId === 0 || segmentId === grouped.insidersId ? checked : null,
  };
}

/** None where newcomers cannot be told from customers whose first orders are missing. */
function ofNew({ orders, known: { day } }: Outlook, mixed: Mixed, months: number): Told[] {
  const naiveRevenue = mixed.candidates.naive;
  if (naiveRevenue === null) return [];
  const came = firstWithin(orders, day - daysOf(months), day);
  const row = {
    ...{ segmentId: newCustomers, customers: came.length, revenue: mixed.mix.forecast, naiveRevenue },
    expectedOrders: sumWhere(boughtWithin(orders, came, day - daysOf(months), day).orders, () => true),
  };
  return [{ ...row, chance: chanceOfNew(orders, came, day, daysOf(months)), by: mixed }];
}

export const groupIds = ({ nSegments }: Grouped) => Array.from({ length: nSegments + 1 }, (_, i) => i);

export function sumWhere(values: Float64Array, isMember: (i: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (isMember(i)) sum += values[i]!;
  return sum;
}
