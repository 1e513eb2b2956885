import { percent } from '../segments/describe-segment.js';
import { countInWords } from '../words/figures.js';
import type { BackTest, BackTestGroup } from './back-test.js';
import type { CandidateName } from './candidates.js';
import { type ErrorAhead, errorAhead } from './error-ahead.js';
import { tellingTrials } from './mix-candidates.js';
import { inMonths } from './months.js';
import type { Season } from './season.js';

/** What past forecasts over so many months say of the next one. */
export interface TrackRecord {
  readonly months: number;
  readonly ahead: ErrorAhead;
  /** Past forecasts that tell of the next: of those who know a season, those that knew one. */
  readonly tests: readonly BackTest[];
  /** Mean size of the errors of what was offered, 0 and more; null where none has come to its end. */
  readonly error: number | null;
  /** The same of one candidate, over the forecasts in which it could be made. */
  readonly errorOf: (name: CandidateName) => number | null;
}

/** The record of a group over so many months. */
export function trackRecord(
  all: readonly BackTest[],
  { years }: Pick<Season, 'years'>,
  group: BackTestGroup,
  months: number,
): TrackRecord {
  const tests = tellingTrials(
    all.filter((test) => test.group === group && test.months === months),
    years,
  );
  const errorOf = (forecastOf: (test: BackTest) => number | null) =>
    meanSize(
      tests.map((test) => {
        const forecast = forecastOf(test);
        return forecast === null || test.actual <= 0 ? null : forecast / test.actual - 1;
      }),
    );
  return {
    months,
    tests,
    ahead: errorAhead(tests, years, months, group === 'new'),
    error: errorOf(({ forecast }) => forecast),
    errorOf: (name) => errorOf(({ candidates }) => candidates[name]),
  };
}

/** What a forecast rests on, in sentences. */
export function describeRecord(
  { months, tests, error, errorOf }: TrackRecord,
  expected: number,
  { years }: Pick<Season, 'years'>,
): string {
  const rivals = (
    [
      ['naive', `to expect as much as in the ${inMonths(months)} before`],
      ['seasonalShare', 'the shop’s same months a year ago times their share'],
    ] as const
  ).flatMap(([name, title]) => {
    const off = errorOf(name);
    return off === null ? [] : [`${title} by ${percent(off)}`];
  });
  const record =
    error === null
      ? `No forecast of ${inMonths(months)}${years < 1 ? '' : ' that knew a season'} has come to its end yet: the interval is as wide as forecasts were off in other shops.`
      : `${[`${countInWords(tests.length, 'past forecast')} of ${inMonths(months)} ${tests.length === 1 ? 'was' : 'were'} off by ${percent(error)}${tests.length === 1 ? '' : ' on average'}`, ...rivals].join(', ')}.`;
  const ahead = `This one is expected to be off by ${percent(expected)}.`;
  return [record, ahead, seasonSentence(years)].filter(Boolean).join(' ');
}

function seasonSentence(years: number): string | null {
  if (years < 1) return 'No season is known from these orders: after a peak less comes than is said here.';
  return years < 2 ? 'Its season is that of one year, which cannot tell a season from growth.' : null;
}

/** Mean size of the errors that are known; null of none. */
function meanSize(errors: readonly (number | null)[]): number | null {
  const known = errors.filter((error) => error !== null);
  return known.length === 0 ? null : known.reduce((sum, error) => sum + Math.abs(error), 0) / known.length;
}
