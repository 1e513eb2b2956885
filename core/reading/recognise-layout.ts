import type { ReadingRules } from '../rules.js';
import { UserError } from '../user-error.js';
import { listOf } from '../words/list-of.js';
import { dateShapeOf } from './date-format.js';
import { inferColumns, isNumber } from './infer-columns.js';
import {
  type ColumnMapping,
  columnsByRule,
  matchHeaders,
  missingMeanings,
  quotedList,
} from './match-columns.js';
import { recogniseDelimiter } from './recognise-delimiter.js';
import { type Delimiter, type SampleRecord, sampleRecords, usualFieldCount } from './sample-records.js';

/** Where the records of a file are, and which of their fields is what. */
export interface Layout {
  readonly delimiter: Delimiter;
  /** Line of the header, or null for a file without one. What stands before it is no record. */
  readonly headerLine: number | null;
  readonly headers: readonly string[] | null;
  readonly nColumns: number;
  /** Least number of fields of a record: up to the last column with a name. */
  readonly nRequired: number;
  readonly mapping: ColumnMapping;
  /** Header (or position) of an amount that is not used, because quantity and unit price are there. */
  readonly ignoredAmount: string | null;
}

export interface LayoutOptions {
  readonly rules: ReadingRules;
  readonly file: string;
  /** Whether the head is the whole text. */
  readonly isWhole: boolean;
  readonly firstLine: number;
}

/** Lines in which a header is looked for, below a title for example. */
const headerWithin = 20;

/**
 * Recognises delimiter, header and columns from the first part of a text in UTF-8.
 * @throws UserError `EmptyFile`, `NoUsableColumns`, `NoSuchColumn`
 */
export function recogniseLayout(
  head: Uint8Array,
  { rules, file, isWhole, firstLine }: LayoutOptions,
): Layout {
  const delimiter = rules.delimiter ?? recogniseDelimiter(head, isWhole);
  const records = sampleRecords(head, { delimiter, isWhole, firstLine }).filter(
    ({ fields }) => !/^sep=/i.test(fields[0]!),
  );
  if (records.length === 0) throw emptyFile(file);
  const header = rules.header === false ? undefined : findHeader(records, rules, file);
  return header
    ? withHeader(records, header, delimiter, rules, file)
    : withoutHeader(records, delimiter, rules, file);
}

function findHeader(
  records: readonly SampleRecord[],
  rules: ReadingRules,
  file: string,
): SampleRecord | undefined {
  if (rules.header) return records[0];
  const named = Object.values(rules.columns).filter((column) => typeof column === 'string');
  const candidates = records.slice(0, headerWithin).filter(looksLikeHeader);
  const nColumns = Math.max(...records.map(({ fields }) => fields.length));
  const complete = candidates.find(({ fields }) => {
    if (!named.every((name) => fields.includes(name.trim()))) return false;
    return missingMeanings(mappingOf(fields, nColumns, rules, file)).length === 0;
  });
  return complete ?? (looksLikeHeader(records[0]!) ? records[0] : undefined);
}

/** A header has at least two names, and nothing that is a number or a date. */
function looksLikeHeader({ fields }: SampleRecord): boolean {
  const names = fields.filter((field) => field !== '');
  return (
    names.length >= 2 &&
    names.every((name) => !isNumber(name) && dateShapeOf(name) === null && !name.includes('@'))
  );
}

function mappingOf(
  headers: readonly string[],
  nColumns: number,
  rules: ReadingRules,
  file: string,
): ColumnMapping {
  return matchHeaders(headers, columnsByRule(rules.columns, { headers, nColumns, file }));
}

function withHeader(
  records: readonly SampleRecord[],
  { line, fields }: SampleRecord,
  delimiter: Delimiter,
  rules: ReadingRules,
  file: string,
): Layout {
  const below = records.filter((record) => record.line > line);
  const isWider = below.filter((record) => record.fields.length > fields.length).length > below.length / 2;
  const nColumns = isWider ? Math.max(fields.length, usualFieldCount(below)) : fields.length;
  const mapping = mappingOf(fields, nColumns, rules, file);
  const missing = missingMeanings(mapping);
  if (missing.length > 0) {
    throw noUsableColumns(
      file,
      missing,
      `the headers are ${quotedList(fields.filter((name) => name !== ''))}`,
      { customer: "'Client'", date: "'Day'", money: "'Total'" },
    );
  }
  const lastNamed = fields.findLastIndex((name) => name !== '') + 1;
  const nRequired = Math.max(lastNamed, ...Object.values(mapping).map((column) => column.position));
  return { delimiter, headerLine: line, headers: fields, nColumns, nRequired, ...withOneMoney(mapping) };
}

function withoutHeader(
  records: readonly SampleRecord[],
  delimiter: Delimiter,
  rules: ReadingRules,
  file: string,
): Layout {
  const nColumns = usualFieldCount(records);
  const named = columnsByRule(rules.columns, { headers: null, nColumns, file });
  const mapping =
    missingMeanings(named).length === 0 ? named : { ...inferColumns(records, nColumns), ...named };
  const missing = missingMeanings(mapping);
  if (missing.length > 0) {
    const first = records[0]!.fields.slice(0, 12);
    throw noUsableColumns(file, missing, `it has no header, and its first line reads ${quotedList(first)}`, {
      customer: '1',
      date: '2',
      money: '3',
    });
  }
  return {
    delimiter,
    headerLine: null,
    headers: null,
    nColumns,
    nRequired: nColumns,
    ...withOneMoney(mapping),
  };
}

/** Quantity and unit price count more than an amount, unless the rules name the amount and not the price. */
function withOneMoney(mapping: ColumnMapping): Pick<Layout, 'mapping' | 'ignoredAmount'> {
  const { amount, unit_price, ...others } = mapping;
  if (!amount || !unit_price) return { mapping, ignoredAmount: null };
  const isAmountWanted = amount.matchedBy === 'rule' && unit_price.matchedBy !== 'rule';
  if (!others.quantity || isAmountWanted) return { mapping: { ...others, amount }, ignoredAmount: null };
  return { mapping: { ...others, unit_price }, ignoredAmount: amount.header ?? String(amount.position) };
}

const emptyFile = (file: string) =>
  new UserError('EmptyFile', 'the file is empty: there is no line to read', {
    remedy: 'Export the orders again.',
    file,
  });

/** What a file has to have, and the rule that names its column. */
const neededFields = { customer: 'customer_id', date: 'ordered_at', money: 'amount' };
type Needed = keyof typeof neededFields;

function noUsableColumns(
  file: string,
  missing: readonly string[],
  found: string,
  examples: Readonly<Record<Needed, string>>,
): UserError {
  const named = (Object.keys(neededFields) as Needed[])
    .filter((needed) => missing.some((meaning) => meaning.startsWith(needed)))
    .map((needed) => `${neededFields[needed]}: ${examples[needed]}`);
  return new UserError('NoUsableColumns', `there is no column for ${listOf(missing)}: ${found}`, {
    remedy: `Name the columns in the rules, for example reading: { columns: { ${named.join(', ')} } }.`,
    file,
  });
}
