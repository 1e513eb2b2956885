import { UserError } from '../errors/user-error.js';
import type { DateEvidence, DateShapeEvidence } from './date-evidence.js';
import { type DateShape, dateShapeOf } from './date-format.js';
import type { DateOrder } from './date-order.js';
import { readDate } from './read-date.js';

/** How the dates of a file are read. */
export interface DateReading {
  /** strptime formats; a value is read by the first that fits it whole. */
  readonly formats: readonly string[];
  /** Order of day, month and year of most dates that are numbers; null where the text itself says it. */
  readonly order: DateOrder | null;
  readonly decidedBy: 'rule' | 'values' | 'text';
  /** Whether some values end with an offset from UTC. */
  readonly hasOffset: boolean;
  /** Whether some values are no format's: month names of other languages, serial numbers, seconds since 1970. */
  readonly hasOthers: boolean;
  readonly example: string | null;
}

/** Dates that differ only in their digits and in whether a time follows: one way of writing them, one order. */
interface Family {
  readonly shapes: readonly (DateShapeEvidence & { readonly shape: DateShape })[];
  readonly values: number;
  readonly firstIsDay: number;
  readonly secondIsDay: number;
}

/** Values of the minority order, as a share of those that tell, up to which they count as slips of the pen. */
const mostSlips = 0.02;
/** Of days all over the month more than half tell; where hardly any do, these may be strays. */
const leastTelling = { share: 0.1, ofValues: 10 };
const fewTelling = 3;

/**
 * Decides from the whole column how its dates are read. Each way of writing them is decided by itself; one
 * that leaves it open follows those that do not.
 * @throws UserError `AmbiguousDates` if day and month cannot be told apart, or contradict each other
 */
export function decideDates(
  evidence: DateEvidence,
  { dateOrder, file, column }: { dateOrder: DateOrder | null; file: string; column: string },
): DateReading {
  const shapes = evidence.shapes.map((each) => ({ ...each, shape: dateShapeOf(each.sample) }));
  const shaped = shapes.flatMap((each) => (each.shape ? [{ ...each, shape: each.shape }] : []));
  // A way of writing in which nothing is a day has no order to be found.
  const open = shaped.filter(
    ({ shape, values, impossible }) => shape.order !== 'fixed' && impossible < values,
  );
  const families = familiesOf(open);
  const byRule = orderByRule(open, dateOrder);
  const orders = new Map<Family, DateOrder>();
  const undecided: Family[] = [];
  for (const family of families) {
    const order = byRule ?? orderByValues(family, file, column);
    if (order) orders.set(family, order);
    else undecided.push(family);
  }
  const decided = new Set(orders.values());
  if (undecided.length > 0 && decided.size !== 1) throw ambiguous(undecided, file, column);
  for (const family of undecided) {
    const [borrowed] = decided;
    const against = borrowed === 'mdy' ? family.firstIsDay : family.secondIsDay;
    if (against > 0) throw mixed(family, file, column);
    orders.set(family, borrowed!);
  }

  const orderOf = new Map(
    families.flatMap((family) => family.shapes.map((each) => [each, orders.get(family)!])),
  );
  const formats = shaped.map((each) => each.shape.format(orderOf.get(each) ?? 'ymd'));
  const largest = shapes.toSorted((a, b) => b.values - a.values)[0];
  const largestFamily = families.toSorted((a, b) => b.values - a.values)[0];
  const order = largestFamily ? orders.get(largestFamily)! : null;
  return {
    formats: [...new Set(formats)].sort(twoDigitYearsFirst),
    order,
    decidedBy: order === null ? 'text' : byRule ? 'rule' : 'values',
    hasOffset:
      shaped.some(({ shape }) => shape.hasOffset) ||
      evidence.shapes.some(({ sample }) => endsWithOffset(sample)),
    hasOthers: shapes.some(({ shape, sample }) => !shape && readDate(sample, order) !== null),
    example: largest?.sample ?? null,
  };
}

const endsWithOffset = (text: string) => /\d(Z|UTC|GMT|[+-]\d\d:?\d\d)$/.test(text) && /\d:\d\d/.test(text);

function familiesOf(open: readonly (DateShapeEvidence & { shape: DateShape })[]): Family[] {
  const groups = new Map<string, (DateShapeEvidence & { shape: DateShape })[]>();
  for (const each of open) {
    // `%d/%m/%Y`, whatever time follows.
    const key = each.shape.format('dmy').slice(0, 8);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((shapes) => ({
    shapes,
    values: sum(shapes, (each) => each.values),
    firstIsDay: sum(shapes, (each) => each.firstIsDay),
    secondIsDay: sum(shapes, (each) => each.secondIsDay),
  }));
}

/** The rule counts unless it puts the year first where four digits at the end show the year. */
function orderByRule(
  open: readonly { readonly shape: DateShape }[],
  rule: DateOrder | null,
): DateOrder | null {
  return rule === 'ymd' && open.some(({ shape }) => shape.order === 'dayOrMonthFirst') ? null : rule;
}

function orderByValues(family: Family, file: string, column: string): DateOrder | null {
  const { shapes, values, firstIsDay, secondIsDay } = family;
  if (shapes.every(({ shape }) => shape.order === 'anyFirst') && isYearFirst(family)) return 'ymd';
  const telling = firstIsDay + secondIsDay;
  if (telling === 0) return null;
  if (Math.min(firstIsDay, secondIsDay) > mostSlips * telling) throw mixed(family, file, column);
  if (telling < leastTelling.share * values && values >= leastTelling.ofValues) return null;
  if (telling < fewTelling && telling < 0.3 * values) return null;
  return firstIsDay > secondIsDay ? 'dmy' : 'mdy';
}

/**
 * Two-digit years come first if most first numbers are too large for a day, or if the first number takes few
 * values and the third one many, as only days do.
 */
function isYearFirst({ shapes, values, secondIsDay }: Family): boolean {
  if (sum(shapes, (each) => each.firstIsYear) > values / 2) return true;
  const firsts = countBits(shapes.reduce((bits, each) => bits | each.firstNumbers, 0));
  const thirds = countBits(shapes.reduce((bits, each) => bits | each.thirdNumbers, 0));
  return secondIsDay === 0 && thirds >= 3 * firsts;
}

const sum = <T>(all: readonly T[], of: (each: T) => number) =>
  all.reduce((total, each) => total + of(each), 0);

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** `%Y` would take a two-digit year for one of the first century. */
const twoDigitYearsFirst = (a: string, b: string) => Number(b.includes('%y')) - Number(a.includes('%y'));

const samplesOf = (families: readonly Family[]) =>
  families
    .flatMap(({ shapes }) => shapes.map(({ sample }) => `'${sample}'`))
    .slice(0, 3)
    .join(', ');

const remedy = 'Set the rule reading.dateOrder to dmy or mdy.';

function ambiguous(families: readonly Family[], file: string, column: string): UserError {
  return new UserError(
    'AmbiguousDates',
    `the dates in column '${column}' (${samplesOf(families)}) may be day/month or month/day, and too few values tell which`,
    { remedy, file, column },
  );
}

function mixed(family: Family, file: string, column: string): UserError {
  return new UserError(
    'AmbiguousDates',
    `the dates in column '${column}' (${samplesOf([family])}) contradict each other or those beside them: ${family.firstIsDay} of ${family.values} can only be day/month, ${family.secondIsDay} only month/day`,
    {
      remedy: `Export them in one format, or: ${remedy} Those of the other order are then rejected.`,
      file,
      column,
    },
  );
}
