/** What the customers of a segment bought in a month. */
export interface SoldMonth {
  /** ISO date of its first day. */
  readonly month: string;
  /** 0 for customers in no segment. */
  readonly segmentId: number;
  readonly revenue: number;
  readonly orders: number;
  readonly customers: number;
}

export interface MonthOfSegment extends SoldMonth {
  /** Whether the data cover all of its days. */
  readonly isWhole: boolean;
}

/** Months before these are seldom looked at; wrong dates would make thousands. */
const mostMonths = 60;

/**
 * Every month up to the last for every segment that sold in any of them, those in which nothing was sold included: a
 * picture that leaves them out would draw time shorter than it was.
 * @param period ISO dates of the first and the last day that the data cover
 */
export function soldMonths(sold: readonly SoldMonth[], period: Period): MonthOfSegment[] {
  const last = monthsUntil(period.to.slice(0, 7));
  const first = Math.max(last - mostMonths + 1, ...monthsOf(sold.map(({ month }) => month)));
  const segmentIds = [...new Set(sold.map(({ segmentId }) => segmentId))].sort((a, b) => a - b);
  const found = new Map(sold.map((row) => [`${row.month} ${row.segmentId}`, row]));
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => isoMonth(first + i));
  return months.flatMap((month) =>
    segmentIds.map((segmentId) => ({
      ...(found.get(`${month} ${segmentId}`) ?? { month, segmentId, revenue: 0, orders: 0, customers: 0 }),
      isWhole: isWhole(month, period),
    })),
  );
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The earliest of them, as a list of one; none of none. */
const monthsOf = (months: readonly string[]): number[] =>
  months.length === 0 ? [] : [Math.min(...months.map((month) => monthsUntil(month.slice(0, 7))))];

const isWhole = (month: string, { from, to }: Period): boolean => from <= month && to >= lastDayOf(month);

/** ISO date of a month's last day. @param month ISO date of its first */
function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}

/** Months since the year 0, of 2011-12. */
function monthsUntil(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return 12 * year! + number! - 1;
}

const isoMonth = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;

/** The same month a year before. @param month ISO date of its first day */
export const yearBefore = (month: string): string => isoMonth(monthsUntil(month.slice(0, 7)) - 12);
