import type { Field } from '../orders/order-line.js';
import { columnsOfPlatform, recognisePlatform } from '../platforms/recognise-platform.js';
import type { ReadingRules } from '../rules/rules.js';
import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, profileColumns } from './column-profile.js';
import { withCancelledPieces } from './columns/cancelled-pieces.js';
import { columnsByRule, missingMeanings, quotedList } from './columns/columns-by-rule.js';
import { goodsWithoutShipping } from './columns/goods-without-shipping.js';
import { pricePer, priceUnitColumn, saidPriceUnits } from './columns/price-unit.js';
import { documentKind } from './document-kind.js';
import { isFrame } from './frame.js';
import { inferColumns } from './infer-columns.js';
import { isDiscountOff } from './is-discount-off.js';
import { componentsTwice } from './layout/components.js';
import { findHeader } from './layout/find-header.js';
import { isInvoiceList } from './layout/is-invoice-list.js';
import type { Layout } from './layout/layout.js';
import { moneyInCents } from './layout/money-in-cents.js';
import {
  cannotAnswer,
  checkDecided,
  checkShortened,
  customerList,
  debitAndCredit,
  emptyFile,
  maybeCents,
  noUsableColumns,
} from './layout/refusals.js';
import { customerGoesOn, rowsOfAnOrder } from './layout/rows-of-an-order.js';
import { sectionsOf, withSections } from './layout/sections.js';
import { stateColumn } from './layout/state-column.js';
import { type StateHistory, stateHistory, withoutHistory } from './layout/state-history.js';
import { matchColumns } from './match-columns.js';
import { priceIsOf } from './price-is-of.js';
import { recogniseDelimiter } from './recognise-delimiter.js';
import { type Delimiter, type SampleRecord, sampleRecords, usualFieldCount } from './sample-records.js';
import { stateFlags } from './state-flags.js';
import { debitOrCredit, unreadColumns } from './unread-columns.js';
import { isCustomerList, whatItIs } from './what-it-is.js';

export interface LayoutOptions {
  readonly rules: ReadingRules;
  readonly file: string;
  /** Whether the head is the whole text. */
  readonly isWhole: boolean;
  readonly firstLine: number;
}

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

function withHeader(
  records: readonly SampleRecord[],
  { line, fields: headers }: SampleRecord,
  delimiter: Delimiter,
  rules: ReadingRules,
  file: string,
  seen: { readonly history: StateHistory | null } = { history: null },
): Layout {
  const platform = rules.platform === false ? null : recognisePlatform(headers);
  if (platform?.refusal) throw cannotAnswer(platform, file);
  const below = records.filter((record) => record.line > line);
  const isWider = below.filter((record) => record.fields.length > headers.length).length > below.length / 2;
  const nColumns = isWider ? Math.max(headers.length, usualFieldCount(below)) : headers.length;
  const names = Array.from({ length: nColumns }, (_, i) => headers[i] ?? '');
  const framed = below.filter(({ fields }) => fields.length > 1 && !isFrame(fields, headers));
  const sections = platform
    ? null
    : sectionsOf(
        framed,
        names,
        records.filter((record) => record.line < line),
      );
  const ofOrders = sections ? withSections(framed, names, sections) : framed;
  const profiles = profileColumns(ofOrders, nColumns);

  const byRule = columnsByRule(rules.columns, { headers, nColumns, file });
  const { mapping: byPlatform, absent } = platform
    ? columnsOfPlatform(platform, headers, profiles)
    : { mapping: {}, absent: new Set<Field>() };
  const claimed = withoutTwice(byRule, byPlatform);
  if (sections?.areCustomers && !claimed.customer_id)
    claimed.customer_id = {
      header: names[sections.position - 1]!,
      position: sections.position,
      matchedBy: 'values',
    };
  const flags = stateFlags(names, profiles).filter(
    ({ position }) => !Object.values(claimed).some((column) => column.position === position),
  );
  const units = saidPriceUnits(names, profiles);
  const isFlag = (index: number) =>
    flags.some(({ position }) => position === index + 1) ||
    (units.includes(index + 1) && !Object.values(claimed).some(({ position }) => position === index + 1));
  const matched = matchColumns(
    names.map((name, i) => (isFlag(i) ? '' : name)),
    below.length > 0 ? profiles : null,
    claimed,
  );
  const mapping: ColumnMapping = goodsWithoutShipping(
    withCancelledPieces(
      Object.fromEntries(
        Object.entries(matched.mapping).filter(
          ([field, column]) => column.matchedBy === 'rule' || !absent.has(field as Field),
        ),
      ),
      names,
      profiles,
    ),
    names,
    profiles,
  );
  const unit = mapping.price_unit ? null : priceUnitColumn(names, mapping, profiles);
  if (unit !== null) mapping.price_unit = { header: names[unit - 1]!, position: unit, matchedBy: 'values' };
  const kind = documentKind(headers, mapping, profiles);
  if (kind) {
    mapping.document_kind = kind;
    for (const field of ['category', 'channel', 'customer_name'] as const)
      if (mapping[field]?.position === kind.position) delete mapping[field];
  }
  const state = platform ? null : stateColumn(headers, mapping, profiles);
  if (state) {
    mapping.state = state;
    for (const field of ['category', 'channel', 'description'] as const)
      if (mapping[field]?.position === state.position) delete mapping[field];
  }
  const history = platform || seen.history ? null : stateHistory(mapping, profiles);
  if (history) {
    // Each order once, as its newest state has it: what columns are is told from that.
    const once = [
      ...records.filter((record) => record.line <= line),
      ...withoutHistory(ofOrders, mapping, history),
    ];
    return { ...withHeader(once, { line, fields: headers }, delimiter, rules, file, { history }), history };
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
  const debit = debitOrCredit(headers, mapping, profiles);
  if (debit !== null) throw debitAndCredit(file, debit);
  const cents = rules.cents === null && !platform ? moneyInCents(headers, mapping, profiles) : null;
  if (cents === 'likely') {
    const money = mapping.amount ?? mapping.unit_price ?? mapping.order_goods ?? mapping.order_total;
    const code = profiles[mapping.currency!.position - 1]!.values.find((value) => value !== '')!;
    throw maybeCents(file, money!.header!, code);
  }
  const lastNamed = headers.findLastIndex((name) => name !== '') + 1;
  const nRequired = Math.max(lastNamed, ...Object.values(mapping).map((column) => column.position));
  return {
    ...{ delimiter, headerLine: line, headers, nColumns, nRequired, mapping, platform },
    runnersUp: matched.runnersUp.filter(({ field }) => !absent.has(field)),
    ...rowsOfAnOrder(mapping, profiles),
    priceIs: platform?.priceIs ?? priceIsOf(mapping, profiles),
    inCents: rules.cents ?? (platform?.cents === true || cents === 'sure'),
    pricePer: pricePer(mapping, profiles),
    packedAmounts: packedAmountsOf(mapping, profiles),
    isDiscountOff: isDiscountOff(mapping, profiles),
    flags,
    customerGoesOn: sections?.areCustomers || customerGoesOn(mapping, profiles),
    hasSections: sections !== null,
    history: null,
    components: componentsTwice(headers, mapping, profiles),
    isInvoiceList: !platform && isInvoiceList(headers, mapping, profiles),
    unread: unreadColumns(headers, mapping, profiles),
  };
}

const packedAmountsOf = (mapping: ColumnMapping, profiles: readonly ColumnProfile[]) =>
  (['refund', 'order_refund'] as const).filter((field) => {
    const column = mapping[field];
    return column !== undefined && profiles[column.position - 1]!.packedAmount >= 0.8;
  });

/** A column that the rules claim is not the platform's any more. */
function withoutTwice(byRule: ColumnMapping, byPlatform: ColumnMapping): ColumnMapping {
  const positions = new Set(Object.values(byRule).map(({ position }) => position));
  const free = Object.entries(byPlatform).filter(([, { position }]) => !positions.has(position));
  return { ...Object.fromEntries(free), ...byRule };
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
    inCents: rules.cents ?? false,
    pricePer: 1,
    packedAmounts: [],
    isDiscountOff: null,
    flags: [],
    customerGoesOn: false,
    hasSections: false,
    history: null,
    components: null,
    isInvoiceList: false,
    unread: unreadColumns(null, mapping, profiles),
  };
}
