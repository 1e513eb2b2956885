import { UserError } from '../errors/user-error.js';
import type { Field } from '../orders/order-line.js';
import type { Platform } from '../platforms/platform.js';
import { columnsOfPlatform, recognisePlatform } from '../platforms/recognise-platform.js';
import type { ReadingRules } from '../rules/rules.js';
import { listOf } from '../words/list-of.js';
import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, isNothing, profileColumns } from './column-profile.js';
import { isDate } from './date-format.js';
import { documentKind } from './document-kind.js';
import { isFrame } from './frame.js';
import { inferColumns } from './infer-columns.js';
import { isDiscountOff } from './is-discount-off.js';
import { isNumber } from './is-number.js';
import {
  columnsByRule,
  matchColumns,
  matchHeaders,
  missingMeanings,
  quotedList,
  type RunnerUp,
} from './match-columns.js';
import { grainOf, orderKeys, rowsOfOrders } from './money-grain.js';
import { priceIsOf } from './price-is-of.js';
import { readDate } from './read-date.js';
import { recogniseDelimiter } from './recognise-delimiter.js';
import { type Delimiter, type SampleRecord, sampleRecords, usualFieldCount } from './sample-records.js';
import { type StateFlag, stateFlags } from './state-flags.js';
import { unreadColumns } from './unread-columns.js';
import { isShortened } from './value-fit.js';
import { isCustomerList, whatItIs } from './what-it-is.js';

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
  readonly platform: Platform | null;
  /** Columns that could have been a field, and why they are not. */
  readonly runnersUp: readonly RunnerUp[];
  /** Fields that stand on the first row of an order only. */
  readonly firstRowOnly: readonly Field[];
  /** Whether the order number itself is blank on an order's further rows. */
  readonly orderGoesOn: boolean;
  /** What the price is for, as far as the same product in other quantities shows. */
  readonly priceIs: 'piece' | 'line' | null;
  /** Fields whose number is an amount among other things in a text. */
  readonly packedAmounts: readonly Field[];
  /** Whether the line's discount is taken off its amount already, as another column shows; null: none shows it. */
  readonly isDiscountOff: boolean | null;
  readonly flags: readonly StateFlag[];
  /** Whether a customer stands on the first of several lines only, which may be of several orders. */
  readonly customerGoesOn: boolean;
  /** Sentences on columns that are not read and may change what counts. */
  readonly unread: readonly string[];
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
 * @throws UserError `EmptyFile`, `NoUsableColumns`, `NoSuchColumn`, `ReportCannotAnswer`, `ShortenedNumbers`
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
  const candidates = records.slice(0, headerWithin).filter(looksLikeHeader);
  const ofPlatform = candidates.find(({ fields }) => recognisePlatform(fields) !== null);
  if (ofPlatform) return ofPlatform;
  const named = Object.values(rules.columns).filter((column) => typeof column === 'string');
  const nColumns = Math.max(...records.map(({ fields }) => fields.length));
  const complete = candidates.find(({ fields }) => {
    if (!named.every((name) => fields.includes(name.trim()))) return false;
    const claimed = columnsByRule(rules.columns, { headers: fields, nColumns, file });
    return missingMeanings(matchHeaders(fields, claimed)).length === 0;
  });
  return complete ?? mostNames(records, candidates);
}

/** Where no line names all that is needed: the first of those with most names, above a line that is no header. */
function mostNames(
  records: readonly SampleRecord[],
  candidates: readonly SampleRecord[],
): SampleRecord | undefined {
  const names = ({ fields }: SampleRecord) => fields.filter((field) => field !== '').length;
  const most = Math.max(...candidates.map(names));
  const widest = candidates.find((each) => names(each) === most);
  if (!widest || widest === records[0]) return widest;
  const next = records[records.indexOf(widest) + 1];
  return most >= 3 && next && !looksLikeHeader(next)
    ? widest
    : candidates.find((each) => each === records[0]);
}

/** A header has at least two names, and nothing that is a number or a date. */
function looksLikeHeader({ fields }: SampleRecord): boolean {
  const names = fields.filter((field) => field !== '');
  return names.length >= 2 && names.every((name) => !isNumber(name) && !isDate(name) && !name.includes('@'));
}

function withHeader(
  records: readonly SampleRecord[],
  { line, fields: headers }: SampleRecord,
  delimiter: Delimiter,
  rules: ReadingRules,
  file: string,
): Layout {
  const platform = rules.platform === false ? null : recognisePlatform(headers);
  if (platform?.refusal) throw cannotAnswer(platform, file);
  const below = records.filter((record) => record.line > line);
  const isWider = below.filter((record) => record.fields.length > headers.length).length > below.length / 2;
  const nColumns = isWider ? Math.max(headers.length, usualFieldCount(below)) : headers.length;
  const names = Array.from({ length: nColumns }, (_, i) => headers[i] ?? '');
  const ofOrders = below.filter(({ fields }) => fields.length > 1 && !isFrame(fields, headers));
  const profiles = profileColumns(ofOrders, nColumns);

  const byRule = columnsByRule(rules.columns, { headers, nColumns, file });
  const { mapping: byPlatform, absent } = platform
    ? columnsOfPlatform(platform, headers, profiles)
    : { mapping: {}, absent: new Set<Field>() };
  const claimed = withoutTwice(byRule, byPlatform);
  const flags = stateFlags(names, profiles).filter(
    ({ position }) => !Object.values(claimed).some((column) => column.position === position),
  );
  const isFlag = (index: number) => flags.some(({ position }) => position === index + 1);
  const matched = matchColumns(
    names.map((name, i) => (isFlag(i) ? '' : name)),
    below.length > 0 ? profiles : null,
    claimed,
  );
  const mapping: ColumnMapping = Object.fromEntries(
    Object.entries(matched.mapping).filter(
      ([field, column]) => column.matchedBy === 'rule' || !absent.has(field as Field),
    ),
  );
  const kind = documentKind(headers, mapping, profiles);
  if (kind) {
    mapping.document_kind = kind;
    for (const field of ['category', 'channel', 'customer_name'] as const)
      if (mapping[field]?.position === kind.position) delete mapping[field];
  }
  checkShortened(mapping, profiles, file);
  checkDecided(matched.undecided, mapping, file);
  const customer = mapping.customer_id && profiles[mapping.customer_id.position - 1];
  if (!platform && isCustomerList(headers, customer)) throw customerList(file);
  const missing = missingMeanings(mapping);
  if (missing.length > 0) {
    const what = whatItIs(names, profiles);
    throw noUsableColumns(
      file,
      missing,
      `${what ? `this is ${what}; ` : ''}the headers are ${quotedList(headers.filter((name) => name !== ''))}`,
      { customer: "'Client'", date: "'Day'", money: "'Total'" },
      matched.runnersUp,
    );
  }
  const lastNamed = headers.findLastIndex((name) => name !== '') + 1;
  const nRequired = Math.max(lastNamed, ...Object.values(mapping).map((column) => column.position));
  return {
    ...{ delimiter, headerLine: line, headers, nColumns, nRequired, mapping, platform },
    runnersUp: matched.runnersUp.filter(({ field }) => !absent.has(field)),
    ...rowsOfAnOrder(mapping, profiles),
    priceIs: platform?.priceIs ?? priceIsOf(mapping, profiles),
    packedAmounts: packedAmountsOf(mapping, profiles),
    isDiscountOff: isDiscountOff(mapping, profiles),
    flags,
    customerGoesOn: customerGoesOn(mapping, profiles),
    unread: unreadColumns(headers, mapping, profiles),
  };
}

const packedAmountsOf = (mapping: ColumnMapping, profiles: readonly ColumnProfile[]) =>
  (['refund', 'order_refund'] as const).filter((field) => {
    const column = mapping[field];
    return column !== undefined && profiles[column.position - 1]!.packedAmount >= 0.8;
  });

/**
 * Whether a customer stands above several lines, as in merged cells or a report sorted by customer: each is there once,
 * the cells below are blank, and days begin again only where another stands. Orders of nobody are blank as well, but
 * among customers who come again.
 */
function customerGoesOn(
  { customer_id, ordered_at }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): boolean {
  if (!customer_id || !ordered_at) return false;
  const { values, distinct, filled } = profiles[customer_id.position - 1]!;
  const days = profiles[ordered_at.position - 1]!.values;
  if (filled > 0.7 || values[0] === '' || distinct < 3) return false;
  if (distinct < Math.round(filled * values.length)) return false;
  const moments = days.map((day) => readDate(day, 'dmy') ?? readDate(day, 'mdy'));
  const falls = moments.flatMap((moment, i) =>
    i > 0 && moment !== null && moments[i - 1] !== null && moment < moments[i - 1]! ? [i] : [],
  );
  const within = falls.filter((i) => values[i] === '').length;
  return within <= 0.05 * values.length && falls.length - within >= 2;
}

/** A column that the rules claim is not the platform's any more. */
function withoutTwice(byRule: ColumnMapping, byPlatform: ColumnMapping): ColumnMapping {
  const positions = new Set(Object.values(byRule).map(({ position }) => position));
  const free = Object.entries(byPlatform).filter(([, { position }]) => !positions.has(position));
  return { ...Object.fromEntries(free), ...byRule };
}

const ofOrder: readonly Field[] = [
  ...([
    'customer_id',
    'customer_email',
    'customer_phone',
    'customer_name',
    'ordered_at',
    'ordered_time',
  ] as const),
  ...([
    'country',
    'channel',
    'coupon',
    'currency',
    'state',
    'payment_state',
    'cancelled_at',
    'paid_at',
  ] as const),
  ...([
    'refunded_at',
    'order_goods',
    'order_total',
    'order_discount',
    'order_tax',
    'order_shipping',
  ] as const),
  'order_refund',
  'order_left',
];

/** Which fields an order has on its first row only, and whether its number is one of them. */
function rowsOfAnOrder(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): Pick<Layout, 'firstRowOnly' | 'orderGoesOn'> {
  const order = mapping.invoice_id && profiles[mapping.invoice_id.position - 1];
  if (!order) return { firstRowOnly: [], orderGoesOn: false };
  const date = profiles[mapping.ordered_at!.position - 1]!;
  const numbers = orderKeys(
    order.values,
    date.values.map((value) => value.slice(0, 10)),
  );
  const blank = order.values.flatMap((value, i) => (value === '' ? [i] : []));
  // A blank number goes on with the order above where the date is blank with it, or the same.
  const goesOn = (i: number) => date.values[i] === '' || date.values[i] === date.values[i - 1];
  const orderGoesOn = order.values[0] !== '' && blank.length > 0 && blank.every(goesOn);
  const orders = orderGoesOn || blank.length === 0 ? numbers : numbers.map((value, i) => value || `\n${i}`);
  const mapped = ofOrder.filter((field) => mapping[field]);
  const valuesOf = (field: Field) => profiles[mapping[field]!.position - 1]!;
  const firstRowOnly = mapped.filter((field) => grainOf(valuesOf(field), orders) === 'first');
  if (firstRowOnly.length === 0) return { firstRowOnly, orderGoesOn };
  // What hardly any order has (a cancellation, a refund) stands on the first row where the others do.
  const further = rowsOfOrders(orders).flatMap((rows) => rows.slice(1));
  const rare = mapped.filter((field) => further.every((i) => valuesOf(field).values[i] === ''));
  return { firstRowOnly: [...new Set([...firstRowOnly, ...rare])], orderGoesOn };
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
  const profiles = profileColumns(records, nColumns);
  checkShortened(mapping, profiles, file);
  return {
    delimiter,
    headerLine: null,
    headers: null,
    nColumns,
    nRequired: nColumns,
    mapping,
    platform: null,
    runnersUp: [],
    ...rowsOfAnOrder(mapping, profiles),
    priceIs: priceIsOf(mapping, profiles),
    packedAmounts: [],
    isDiscountOff: null,
    flags: [],
    customerGoesOn: false,
    unread: unreadColumns(null, mapping, profiles),
  };
}

const emptyFile = (file: string) =>
  new UserError('EmptyFile', 'the file is empty: there is no line to read', {
    remedy: 'Export the orders again.',
    file,
  });

const cannotAnswer = ({ title, refusal }: Platform, file: string) =>
  new UserError('ReportCannotAnswer', `this is the ${title}: ${refusal!.message}`, {
    remedy: refusal!.remedy,
    file,
  });

/** Different customers that read the same cannot be told apart any more. */
function checkShortened(mapping: ColumnMapping, profiles: readonly ColumnProfile[], file: string): void {
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

const customerList = (file: string) =>
  new UserError('NotOrders', 'this is a table with one row per customer, and not a line per order', {
    remedy: 'Export the orders instead: who bought what, when, for how much.',
    file,
  });

/** Of two columns that may both be the money, none is taken by chance. */
function checkDecided(
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

function noUsableColumns(
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
