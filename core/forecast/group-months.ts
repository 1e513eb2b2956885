import type { BackTestGroup } from './back-test.js';
import { chanceOf, intervalAround, monthAlone } from './error-ahead.js';
import {
  aheadOf,
  type Grouped,
  type GroupForecast,
  groupIds,
  type HorizonForecast,
  isIn,
  sumWhere,
} from './forecast-groups.js';
import type { Outlook } from './forecast-orders.js';
import { daysOf, isoDay } from './months.js';
import { boughtWithin, type OrderDays } from './order-days.js';
import type { TrackRecord } from './track-record.js';
import { unevenness } from './unevenness.js';

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
      const records = Object.fromEntries(mixes.map(({ group, record }) => [group, record]));
      const ahead = aheadOf(grouped, segmentId, records as Record<BackTestGroup, TrackRecord>);
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
