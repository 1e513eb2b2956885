import { percent } from '../segments/describe-segment.js';
import type { BackTest } from './back-test.js';
import { inMonths } from './months.js';

/** What past forecasts say of the next one over so many months. */
export interface TrackRecord {
  /** Mean size of the errors of the model and of the naive forecast, 0 and more; null where none came to its end. */
  readonly modelError: number | null;
  readonly naiveError: number | null;
  readonly trials: number;
  /** Which was closer. */
  readonly offered: 'model' | 'naive';
  /** By how much to widen intervals: deviation of ln(actual / forecast). */
  readonly modelDeviation: number;
  readonly naiveDeviation: number;
  readonly note: string;
}

/** Root mean square of ln(actual / forecast); 0 of nothing. */
export function deviationOf(
  pairs: readonly { readonly forecast: number; readonly actual: number }[],
): number {
  const logs = pairs
    .filter(({ forecast, actual }) => forecast > 0 && actual > 0)
    .map(({ forecast, actual }) => Math.log(actual / forecast));
  return logs.length === 0 ? 0 : Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length);
}

/**
 * The record over so many months. Where no forecast over so many has come to its end, the next shorter horizon that has
 * a record stands in, its errors growing with the square root of time.
 * @param tests of all horizons
 */
export function trackRecord(tests: readonly BackTest[], months: number): TrackRecord {
  const own = tests.filter((test) => test.months === months);
  if (own.length > 0) return recordOf(own, months);
  const shorter = Math.max(0, ...tests.map((test) => test.months).filter((other) => other < months));
  if (shorter === 0) return noRecord;
  const record = recordOf(
    tests.filter((test) => test.months === shorter),
    shorter,
  );
  const growth = Math.sqrt(months / shorter);
  return {
    ...record,
    modelError: null,
    naiveError: null,
    trials: 0,
    modelDeviation: growth * record.modelDeviation,
    naiveDeviation: growth * record.naiveDeviation,
    note:
      record.note === noRecord.note
        ? record.note
        : `No forecast of ${inMonths(months)} has come to its end yet. ${record.note}`,
  };
}

const noRecord: TrackRecord = {
  modelError: null,
  naiveError: null,
  trials: 0,
  offered: 'model',
  modelDeviation: 0,
  naiveDeviation: 0,
  note: 'No forecast has come to its end yet: the interval is of chance only, not of errors of the model.',
};

function recordOf(tests: readonly BackTest[], months: number): TrackRecord {
  const modelError = meanSize(tests.map(({ error }) => error));
  const naiveError = meanSize(tests.map(({ naiveError }) => naiveError));
  const offered = modelError !== null && naiveError !== null && naiveError < modelError ? 'naive' : 'model';
  return {
    modelError,
    naiveError,
    trials: tests.length,
    offered,
    modelDeviation: deviationOf(tests),
    naiveDeviation: deviationOf(tests.map(({ naive, actual }) => ({ forecast: naive, actual }))),
    note: noteOf(offered, modelError, naiveError, months),
  };
}

function noteOf(
  offered: TrackRecord['offered'],
  modelError: number | null,
  naiveError: number | null,
  months: number,
): string {
  if (modelError === null || naiveError === null) return noRecord.note;
  if (offered === 'model') {
    return `Past forecasts of ${inMonths(months)} were off by ${percent(modelError)}; to expect as much as in the ${inMonths(months)} before was off by ${percent(naiveError)}.`;
  }
  return `This is as much as came before, which over ${inMonths(months)} was off by ${percent(naiveError)} in the past; the model was off by ${percent(modelError)}.`;
}

/** Mean size of the errors that are known; null of none. */
function meanSize(errors: readonly (number | null)[]): number | null {
  const known = errors.filter((error) => error !== null);
  return known.length === 0 ? null : known.reduce((sum, error) => sum + Math.abs(error), 0) / known.length;
}
