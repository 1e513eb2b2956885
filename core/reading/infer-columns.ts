import type { ColumnMapping } from './column-mapping.js';
import { isDate } from './date-format.js';
import { isNumber } from './is-number.js';
import type { SampleRecord } from './sample-records.js';

/** What the values of one column are, for most records. */
type Kind = 'date' | 'decimal' | 'integer' | 'email' | 'text' | 'empty';

/**
 * Finds customer, date, quantity and amount in a file without a header by its values: the dates; the one
 * column of numbers with decimals; the leftmost other column (or e-mail addresses) is the customer; small
 * integers are pieces. Nothing is returned where there is more than one way to see it.
 */
export function inferColumns(records: readonly SampleRecord[], nColumns: number): ColumnMapping {
  const positions = Array.from({ length: nColumns }, (_, i) => i + 1);
  const kinds = positions.map((position) => kindOf(valuesAt(records, position)));
  const ofKind = (kind: Kind) => positions.filter((position) => kinds[position - 1] === kind);
  const [date] = ofKind('date');
  const decimals = ofKind('decimal');
  const texts = ofKind('text');
  const emails = ofKind('email');
  if (!date || decimals.length !== 1 || texts.length > 1 || emails.length > 1) return {};
  const quantity = ofKind('integer')
    .filter((position) => isSmall(valuesAt(records, position)))
    .at(-1);
  const customer =
    emails[0] ?? [...ofKind('integer'), ...texts].filter((each) => each !== quantity).sort(byNumber)[0];
  if (!customer) return {};
  const column = (position: number) => ({ header: null, position, matchedBy: 'values' as const });
  return {
    customer_id: column(customer),
    ordered_at: column(date),
    amount: column(decimals[0]!),
    ...(quantity ? { quantity: column(quantity) } : {}),
  };
}

const byNumber = (a: number, b: number) => a - b;

const valuesAt = (records: readonly SampleRecord[], position: number) =>
  records.map(({ fields }) => fields[position - 1] ?? '').filter((value) => value !== '');

const tests: readonly [Kind, (value: string) => boolean][] = [
  ['date', isDate],
  ['integer', (value) => /^-?\d+$/.test(value)],
  ['decimal', (value) => isNumber(value)],
  ['email', (value) => /^[^@\s]+@[^@\s]+$/.test(value)],
];

function kindOf(values: readonly string[]): Kind {
  if (values.length === 0) return 'empty';
  const fits = (test: (value: string) => boolean) => values.filter(test).length >= 0.9 * values.length;
  return tests.find(([, test]) => fits(test))?.[0] ?? 'text';
}

/** Pieces: whole numbers without leading zeros, mostly of one or two digits. */
const isSmall = (values: readonly string[]) =>
  values.every((value) => !/^0\d/.test(value)) &&
  values.filter((value) => value.replace('-', '').length <= 2).length >= 0.9 * values.length;
