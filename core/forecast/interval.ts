import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random.js';
import type { Interval } from '../statistics/bootstrap.js';
import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import type { Draws } from './simulate.js';

/** Money of some groups in some months together, of each draw: Float64Array (nDraws). */
export function totalsOf(
  { nDraws, nGroups, nMonths, money }: Draws,
  isMember: (group: number) => boolean,
  months: readonly number[],
): Float64Array {
  const totals = new Float64Array(nDraws);
  for (let draw = 0; draw < nDraws; draw++) {
    for (let group = 0; group < nGroups; group++) {
      if (!isMember(group)) continue;
      const row = (draw * nGroups + group) * nMonths;
      for (const month of months) totals[draw]! += money[row + month]!;
    }
  }
  return totals;
}

/**
 * The middle part of the draws, made wider by how far forecasts were off before: each draw is off by a factor of its
 * own, e to a normal with this deviation.
 * @param totals Float64Array (nDraws)
 * @param deviation of ln(actual / forecast), at least 0
 * @param level share of outcomes inside, 0..1
 */
export function intervalOf(totals: Float64Array, deviation: number, level: number, random: Random): Interval {
  const widened = totals.map((total) => total * Math.exp(deviation * drawNormal(random))).sort();
  return {
    low: quantileOfSorted(widened, (1 - level) / 2),
    high: quantileOfSorted(widened, (1 + level) / 2),
  };
}
