import { daysOf } from './months.js';
import { boughtWithin, type OrderDays } from './order-days.js';
import type { Season } from './season.js';
import { type ShopDays, sumWithin } from './shop-days.js';

/** Ways to forecast what a group brings, beside one another. */
export type CandidateName = 'seasonalModel' | 'model' | 'seasonalShare' | 'growth' | 'naive';

export interface CandidateKind {
  readonly name: CandidateName;
  readonly title: string;
  /** Its error before it has been tried here, of ln(actual / forecast): about what it was in shops that are public. */
  readonly priorDeviation: number;
}

/** @see docs/decisions/030-forecasts-are-mixed-by-their-errors.md */
export const candidateKinds: readonly CandidateKind[] = [
  { name: 'seasonalModel', title: 'Model of their buying, with the shop’s season', priorDeviation: 0.2 },
  { name: 'model', title: 'Model of their buying', priorDeviation: 0.35 },
  {
    name: 'seasonalShare',
    title: 'The shop’s same months a year ago × the group’s share of the last year',
    priorDeviation: 0.3,
  },
  { name: 'growth', title: 'As much as in as many months before, with the season', priorDeviation: 0.4 },
  { name: 'naive', title: 'As much as in as many months before', priorDeviation: 0.5 },
];

/** Money by each candidate; null where it cannot be made. */
export type Candidates = Readonly<Record<CandidateName, number | null>>;

const daysPerYear = 365;

export interface Bringing {
  readonly orders: OrderDays;
  readonly days: ShopDays;
  readonly season: Season;
  /** The last day that is known. */
  readonly day: number;
  /** Int32Array (n): the group. */
  readonly members: Int32Array;
  /** What the model expects of them without a season, and what the season makes of it. */
  readonly steady: number;
  readonly factor: number;
}

/** What a group of known customers will bring in the next months, by each candidate. */
export function candidatesOf(bringing: Bringing, months: number): Candidates {
  const { orders, season, day, members, steady, factor } = bringing;
  const horizon = daysOf(months);
  const naive = total(boughtWithin(orders, members, day - horizon, day).money);
  return {
    seasonalModel: season.isKnown ? steady * factor : null,
    model: steady,
    seasonalShare: seasonalShare(bringing, horizon),
    growth: grown(naive, season, day, horizon),
    naive,
  };
}

/** What customers who come for the first time will bring in the next months: as those of the months before did. */
export function candidatesOfNew(
  { orders, days, season, day }: Pick<Bringing, 'orders' | 'days' | 'season' | 'day'>,
  months: number,
): Candidates {
  const horizon = daysOf(months);
  const naive = total(
    boughtWithin(orders, firstWithin(orders, day - horizon, day), day - horizon, day).money,
  );
  const isTold = day - horizon >= days.from;
  return {
    ...{ seasonalModel: null, model: null, seasonalShare: null },
    growth: isTold ? grown(naive, season, day, horizon) : null,
    naive: isTold ? naive : null,
  };
}

/** Int32Array: customers whose first order came after one day and until another. */
export function firstWithin(
  { nCustomers, starts, days }: OrderDays,
  after: number,
  until: number,
): Int32Array {
  const firsts = [];
  for (let i = 0; i < nCustomers; i++) {
    const first = days[starts[i]!];
    if (starts[i]! < starts[i + 1]! && first! > after && first! <= until) firsts.push(i);
  }
  return Int32Array.from(firsts);
}

/** It takes a year that tells a season, in which newcomers made up for who left. */
function seasonalShare({ orders, days, season, day, members }: Bringing, horizon: number): number | null {
  if (!season.isKnown || horizon > daysPerYear) return null;
  const [after, { from, money }] = [day - daysPerYear, days];
  const shop = sumWithin(money, from, after, day);
  if (!(shop > 0)) return null;
  const share = total(boughtWithin(orders, members, after, day).money) / shop;
  return share * sumWithin(money, from, after, after + horizon);
}

/** What came in the days before, by the season of those to come. */
function grown(naive: number, season: Season, day: number, horizon: number): number | null {
  const before = season.level(day - horizon, day);
  return season.isKnown && before > 0 ? (naive * season.level(day, day + horizon)) / before : null;
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
