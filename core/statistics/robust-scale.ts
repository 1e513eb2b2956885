import { medianOfSorted } from './describe.js';

export interface RobustScale {
  readonly median: number;
  /** Spread in units of a normal distribution's standard deviation; 0 where all values are equal. */
  readonly spread: number;
}

/** A normal distribution's standard deviation, in median absolute deviations and in mean ones. */
const perMedianDeviation = 1.4826;
const perMeanDeviation = 1.2533;

/**
 * Centre and spread of a non-empty Float64Array (n) that extreme values do not move: (x - median) / spread
 * is the modified z-score. Where more than half of the values are equal, the mean absolute deviation
 * stands in for the median one.
 * @see Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers
 */
export function robustScale(values: Float64Array): RobustScale {
  const median = medianOfSorted(values.slice().sort());
  const deviations = values.map((value) => Math.abs(value - median)).sort();
  const medianDeviation = medianOfSorted(deviations);
  if (medianDeviation > 0) return { median, spread: perMedianDeviation * medianDeviation };
  const sum = deviations.reduce((total, deviation) => total + deviation, 0);
  return { median, spread: (perMeanDeviation * sum) / deviations.length };
}
