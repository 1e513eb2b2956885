import { UserError } from '../../errors/user-error.js';
import type { Platform } from '../../platforms/platform.js';
import { listOf } from '../../words/list-of.js';
import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, isNothing } from '../column-profile.js';
import type { RunnerUp } from '../match-columns.js';
import { isShortened } from '../value-fit.js';

export const emptyFile = (file: string) =>
  new UserError('EmptyFile', 'the file is empty: there is no line to read', {
    remedy: 'Export the orders again.',
    file,
  });

export const cannotAnswer = ({ title, refusal }: Platform, file: string) =>
  new UserError('ReportCannotAnswer', `this is the ${title}: ${refusal!.message}`, {
    remedy: refusal!.remedy,
    file,
  });

/** Different customers that read the same cannot be told apart any more. */
export function checkShortened(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
  file: string,
): void {
  for (const field of ['customer_id', 'invoice_id'] as const) {
    const column = mapping[field];
    const profile = column && profiles[column.position - 1];
    if (!profile || !isShortened(profile)) continue;
    const example = profile.values.find((value) => !isNothing(value) && /E\+/i.test(value));
    throw new UserError(
      'ShortenedNumbers',
      `a spreadsheet has shortened the numbers in column '${column.header ?? column.position}' to such as ${example}: ${field === 'customer_id' ? 'customers' : 'orders'} that differ read the same`,
      {
        remedy:
          'Export again and do not open the file in a spreadsheet first, or format the column as text there.',
        file,
        column: column.header ?? String(column.position),
      },
    );
  }
}

export const customerList = (file: string) =>
  new UserError('NotOrders', 'this is a table with one row per customer, and not a line per order', {
    remedy: 'Export the orders instead: who bought what, when, for how much.',
    file,
  });

/** Of two columns that may both be the money, none is taken by chance. */
export function checkDecided(
  undecided: readonly [string, string] | null,
  mapping: ColumnMapping,
  file: string,
): void {
  if (!undecided) return;
  const [field] = Object.entries(mapping).find(([, { header }]) => undecided.includes(header ?? '')) ?? [];
  if (!field) return;
  const [one, other] = undecided;
  throw new UserError(
    'TwoColumnsOfMoney',
    `'${one}' and '${other}' may both be the money of the goods, and nothing in the file tells which`,
    {
      remedy: `Name the one in the rules: reading: { columns: { ${field}: '${one}' } }, or '${other}'.`,
      file,
      column: one,
    },
  );
}

/** What a file has to have, and the rule that names its column. */
const neededFields = { customer: 'customer_id', date: 'ordered_at', money: 'amount' };
type Needed = keyof typeof neededFields;

export function noUsableColumns(
  file: string,
  missing: readonly string[],
  found: string,
  examples: Readonly<Record<Needed, string>>,
  runnersUp: readonly RunnerUp[] = [],
): UserError {
  const needed = (Object.keys(neededFields) as Needed[]).filter((each) =>
    missing.some((meaning) => meaning.startsWith(each)),
  );
  const named = needed.map((each) => `${neededFields[each]}: ${examples[each]}`);
  const almost = runnersUp
    .filter(({ field }) => needed.some((each) => neededFields[each] === field))
    .slice(0, 2)
    .map(({ column, why }) => `'${column}' ${why}`);
  return new UserError(
    'NoUsableColumns',
    `there is no column for ${listOf(missing)}: ${found}${almost.length > 0 ? ` (${almost.join('; ')})` : ''}`,
    {
      remedy: `Name the columns in the rules, for example reading: { columns: { ${named.join(', ')} } }; if another file has what is missing, give both together, and they are joined.`,
      file,
    },
  );
}

/** Money that is a hundred times too much looks like money. */
export const maybeCents = (file: string, column: string, currency: string) =>
  new UserError(
    'MoneyMayBeCents',
    `'${column}' looks like cents: the currency is ${currency}, no amount of the file has decimals, and one is a share of another, as a tax is`,
    {
      remedy: 'Say it in the rules: reading: { cents: true }, or false where 1999 is 1999.00.',
      file,
      column,
    },
  );

/** A credit is a return or a payment, and either would be counted wrong as the other. */
export const debitAndCredit = (file: string, column: string) =>
  new UserError(
    'DebitOrCredit',
    `'${column}' says debit or credit, and no amount has a sign: a credit may be a return or a payment`,
    {
      remedy: `If all credits are returns, say reading: { columns: { document_kind: '${column}' } }; else export invoices and credit notes without payments.`,
      file,
      column,
    },
  );
