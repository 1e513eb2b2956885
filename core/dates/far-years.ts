/** Order lines so far from all others that their dates are likely wrong. */
export interface FarLines {
  readonly lines: number;
  /** The years between which they are dated. */
  readonly from: number;
  readonly to: number;
}

/** Purchases of a calendar year. */
interface YearLines {
  readonly year: number;
  readonly lines: number;
}

/** So many years without an order set others apart. */
const emptyYears = 3;
/** Above this share of all lines they are a part of the history, however long ago. */
const largestShare = 0.01;

/**
 * The lines before and after a gap of three years or more, as long as they are less than 1 % of all: a slip in a date, or
 * a date that stands for none. They move the first day, the last one, and with them what is measured from there.
 * @param years rising
 */
export function farYears(years: readonly YearLines[]): FarLines[] {
  const total = years.reduce((sum, { lines }) => sum + lines, 0);
  const stretches: { from: number; to: number; lines: number }[] = [];
  for (const { year, lines } of years) {
    const last = stretches.at(-1);
    if (last && year - last.to <= emptyYears) Object.assign(last, { to: year, lines: last.lines + lines });
    else stretches.push({ from: year, to: year, lines });
  }
  return stretches.filter(({ lines }) => lines < largestShare * total);
}
