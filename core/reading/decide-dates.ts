import { UserError } from '../user-error.js';
import type { DateEvidence, DateShapeEvidence } from './date-evidence.js';
import { type DateOrder, type DateShape, dateShapeOf } from './date-format.js';

/** How the dates of a file are read. */
export interface DateReading {
  /** strptime formats; a value is read by the first that fits it whole. */
  readonly formats: readonly string[];
  /** Order of day, month and year where the dates are numbers; null where the text itself says it. */
  readonly order: DateOrder | null;
  readonly decidedBy: 'rule' | 'values' | 'text';
  /** Whether some values end with an offset from UTC. It is left out: a day is the shop's day. */
  readonly hasOffset: boolean;
  readonly example: string | null;
}

type Shaped = DateShapeEvidence & { readonly shape: DateShape };

/**
 * Decides from the whole column how its dates are read.
 * @throws UserError `AmbiguousDates` if day and month cannot be told apart
 */
export function decideDates(
  evidence: DateEvidence,
  { dateOrder, file, column }: { dateOrder: DateOrder | null; file: string; column: string },
): DateReading {
  const shaped = evidence.shapes.flatMap((each): Shaped[] => {
    const shape = dateShapeOf(each.sample);
    return shape ? [{ ...each, shape }] : [];
  });
  const open = shaped.filter(({ shape }) => shape.order !== 'fixed');
  const order = open.length === 0 ? null : (orderByRule(open, dateOrder) ?? orderByValues(open));
  if (open.length > 0 && order === null) throw ambiguous(open, file, column);
  const formats = shaped.map(({ shape }) => shape.format(order ?? 'ymd'));
  const largest = shaped.toSorted((a, b) => b.values - a.values)[0];
  return {
    formats: [...new Set(formats)].sort(twoDigitYearsFirst),
    order,
    decidedBy: order === null ? 'text' : order === orderByRule(open, dateOrder) ? 'rule' : 'values',
    hasOffset: shaped.some(({ shape }) => shape.hasOffset),
    example: largest?.sample ?? null,
  };
}

/** The rule counts unless it puts the year first where four digits at the end show the year. */
function orderByRule(open: readonly Shaped[], rule: DateOrder | null): DateOrder | null {
  return rule === 'ymd' && open.some(({ shape }) => shape.order === 'dayOrMonthFirst') ? null : rule;
}

function orderByValues(open: readonly Shaped[]): DateOrder | null {
  if (open.every(({ shape }) => shape.order === 'anyFirst') && isYearFirst(open)) return 'ymd';
  const firstIsDay = sum(open, (each) => each.firstIsDay);
  const secondIsDay = sum(open, (each) => each.secondIsDay);
  if (firstIsDay === secondIsDay) return null;
  return firstIsDay > secondIsDay ? 'dmy' : 'mdy';
}

/**
 * Two-digit years come first if most first numbers are too large for a day, or if the first number takes few
 * values and the third one many, as only days do.
 */
function isYearFirst(open: readonly Shaped[]): boolean {
  if (sum(open, (each) => each.firstIsYear) > sum(open, (each) => each.values) / 2) return true;
  const firsts = countBits(open.reduce((bits, each) => bits | each.firstNumbers, 0));
  const thirds = countBits(open.reduce((bits, each) => bits | each.thirdNumbers, 0));
  return sum(open, (each) => each.secondIsDay) === 0 && thirds >= 3 * firsts;
}

const sum = (open: readonly Shaped[], of: (each: Shaped) => number) =>
  open.reduce((total, each) => total + of(each), 0);

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** `%Y` would take a two-digit year for one of the first century. */
const twoDigitYearsFirst = (a: string, b: string) => Number(b.includes('%y')) - Number(a.includes('%y'));

function ambiguous(open: readonly Shaped[], file: string, column: string): UserError {
  const samples = open.map(({ sample }) => `'${sample}'`).slice(0, 3);
  return new UserError(
    'AmbiguousDates',
    `the dates in column '${column}' (${samples.join(', ')}) may be day/month or month/day, and no value tells which`,
    { remedy: 'Set the rule reading.dateOrder to dmy or mdy.', file, column },
  );
}
