import { UserError } from '../errors/user-error.js';
import { type Field, fields } from '../orders/order-line.js';
import type { ReadingRules } from '../rules/rules.js';
import type { ColumnMapping } from './column-mapping.js';
import type { ColumnProfile } from './column-profile.js';
import { type Concept, saidByHeader } from './header-concepts.js';
import { fieldsOfHeader } from './header-fields.js';
import { type Grain, grainOf, orderKeys, rowsOfOrders } from './money-grain.js';
import { settleMoney } from './settle-money.js';
import { type Fit, fitOrder, fitPerson, fitValues, splitsPeople } from './value-fit.js';

/** A column that could have been a field, and why another one is. */
export interface RunnerUp {
  readonly field: Field;
  readonly column: string;
  /** 0..1, as the winner's. */
  readonly score: number;
  readonly why: string;
}

export interface MatchedColumns {
  readonly mapping: ColumnMapping;
  readonly runnersUp: readonly RunnerUp[];
  /** Of each mapped column of money. */
  readonly grains: ReadonlyMap<number, Grain>;
  /** Headers of two columns that say the same of their money and are not the same; null: none do. */
  readonly undecided: readonly [string, string] | null;
}

interface Candidate {
  readonly field: Field;
  readonly index: number;
  readonly score: number;
  /** Of the header alone. */
  readonly strength: number;
  readonly why: string | null;
}

/** A header means a field by its name from this strength on, by a word of it below. */
const nameStrength = 0.85;
/** Weaker than this is no meaning. */
const leastScore = 0.12;

const moneyFields = new Set<Field>(['amount', 'discount', 'refund', 'order_tax', 'order_shipping']);

/**
 * Matches columns to fields by what their headers mean and what their values look like: every pair has a
 * score, the best pair is taken first, and each column and each field is used once.
 * @param profiles one per column; null: the headers alone decide
 * @param claimed what the rules or the platform say
 */
export function matchColumns(
  headers: readonly string[],
  profiles: readonly ColumnProfile[] | null,
  claimed: ColumnMapping = {},
): MatchedColumns {
  const mapping: ColumnMapping = { ...claimed };
  const runnersUp: RunnerUp[] = [];
  const hasFees = headers.some(saysFee);
  const all = headers.flatMap((header, index) =>
    hasFees && isNetAlone(header) ? [] : candidatesOf(header, index, profiles?.[index] ?? null),
  );
  const nameOf = (index: number) => headers[index] || `column ${index + 1}`;
  const isFree = (index: number) => Object.values(mapping).every(({ position }) => position !== index + 1);

  const take = (candidates: readonly Candidate[], wanted: (field: Field) => boolean) => {
    for (const candidate of candidates.toSorted(byScore)) {
      const { field, index, score, strength, why } = candidate;
      if (!wanted(field)) continue;
      const holder = mapping[field];
      if (holder?.position === index + 1) continue;
      if (score >= leastScore && !holder && isFree(index)) {
        const matchedBy = strength >= nameStrength ? 'name' : 'word';
        mapping[field] = { header: headers[index]!, position: index + 1, matchedBy };
      } else if (strength >= 0.5 && (holder || why)) {
        runnersUp.push({ field, column: nameOf(index), score, why: why ?? 'another column fits better' });
      }
    }
  };

  take(all, (field) => field === 'ordered_at');
  const datePosition = mapping.ordered_at?.position;
  const days =
    profiles && datePosition ? profiles[datePosition - 1]!.values.map((value) => value.slice(0, 10)) : null;
  const orders = all.filter(({ field }) => field === 'invoice_id');
  take(profiles ? ordersOf(orders, profiles, days) : orders, isField('invoice_id'));
  const orderValues =
    profiles && mapping.invoice_id
      ? orderKeys(profiles[mapping.invoice_id.position - 1]!.values, days)
      : null;
  take(peopleOf(all, profiles, orderValues), isField('customer_id'));

  const grains = new Map<number, Grain>();
  const isPriced = (['quantity', 'unit_price'] as const).every(
    (field) => mapping[field] || all.some((each) => each.field === field && each.score >= 0.5),
  );
  const rest = all.map((each): Candidate => {
    if (!profiles || !(moneyFields.has(each.field) || each.field === 'quantity')) return each;
    const grain = grainOf(profiles[each.index]!, orderValues);
    // Pieces of the whole order are none of its lines.
    if (each.field === 'quantity')
      return grain === 'line' || grain === 'row' ? each : { ...each, score: 0.3 * each.score };
    grains.set(each.index + 1, grain);
    return {
      ...each,
      field: fieldAtGrain(each.field, grain, {
        header: headers[each.index]!,
        isPriced,
        hasOrders: orderValues !== null,
      }),
    };
  });
  const likely = withoutPaid(
    rest.filter(({ strength, index }) => strength >= 0.3 && isFree(index)),
    headers,
  );
  const { settled: strong, undecided } = settled(likely, {
    profiles,
    headers,
    claimed: mapping,
    orders: orderValues,
  });
  take(strong, (field) => !['ordered_at', 'invoice_id', 'customer_id'].includes(field));
  take(
    rest,
    (field) => field === 'amount' && !mapping.order_goods && !mapping.order_total && !mapping.unit_price,
  );
  return { mapping: withMoney(mapping), runnersUp: onePerColumn(runnersUp, mapping), grains, undecided };
}

/** `Amount paid` beside `Total`: what was paid by now is not what the order comes to. */
function withoutPaid(candidates: readonly Candidate[], headers: readonly string[]): readonly Candidate[] {
  const saysPaid = ({ index }: Candidate) => saidByHeader(headers[index]!).concepts.has('payment');
  const isMoney = ({ field }: Candidate) => (goodsFields as readonly Field[]).includes(field);
  const hasOther = candidates.some((each) => isMoney(each) && each.score >= leastGoods && !saysPaid(each));
  return hasOther
    ? candidates.map((each) =>
        isMoney(each) && saysPaid(each) ? { ...each, score: 0.8 * each.score } : each,
      )
    : candidates;
}

const goodsFields = ['amount', 'order_goods', 'order_total'] as const;
/** Scores that are no further apart say the same. */
const nearScore = 0.01;
/** Weaker than this, a header does not say that it is the money. */
const leastGoods = 0.8;

interface Settling {
  readonly profiles: readonly ColumnProfile[] | null;
  readonly headers: readonly string[];
  readonly claimed: ColumnMapping;
  /** Of each record; null where the file has no order number. */
  readonly orders: readonly string[] | null;
}

/** Where two headers say equally well what is the money, the values have to tell. */
function settled(
  candidates: readonly Candidate[],
  { profiles, headers, claimed, orders }: Settling,
): { settled: readonly Candidate[]; undecided: MatchedColumns['undecided'] } {
  const best = (field: Field) => {
    const own = candidates.filter((each) => each.field === field).toSorted(byScore);
    return profiles && own[0] && own[0].score >= 0.5 ? profiles[own[0].index] : undefined;
  };
  for (const field of goodsFields) {
    const [first, second] = candidates.filter((each) => each.field === field).toSorted(byScore);
    if (!profiles || !first || !second || claimed[field] || second.score < leastGoods) continue;
    // A total of the order and its goods may have names that are not alike, and still be taken for one another.
    const isNear = first.score - second.score <= nearScore;
    if (!isNear && field !== 'order_total') continue;
    const [one, other] = [profiles[first.index]!, profiles[second.index]!];
    const others = profiles.filter((each) => each !== one && each !== other);
    const saysOrder = ({ index }: Candidate) => saidByHeader(headers[index]!).concepts.has('order');
    const goods = settleMoney(one, other, {
      ...{ quantity: best('quantity'), price: best('unit_price'), discount: best('order_discount'), others },
      orders: field === 'order_total' && orders ? rowsOfOrders(orders) : null,
      isOfOrder: [saysOrder(first), saysOrder(second)],
    });
    if (goods === 'either' || (!goods && !isNear)) continue;
    if (!goods) return { settled: candidates, undecided: [headers[first.index]!, headers[second.index]!] };
    const [winner, loser] = goods === one ? [first, second] : [second, first];
    const why = `is not the goods alone, as '${headers[goods.position - 1]}' is`;
    // Of the order, there is a field for either.
    const isTotal = field === 'order_total' || (field === 'amount' && saysOrder(loser));
    const hasGoods = candidates.some((each) => each.field === 'order_goods' && each.score >= leastGoods);
    const placed = (each: Candidate): Candidate => {
      if (each === loser) return isTotal ? { ...each, field: 'order_total' } : { ...each, score: 0, why };
      return each === winner && field === 'order_total' && !hasGoods
        ? { ...each, field: 'order_goods' }
        : each;
    };
    return { settled: candidates.map(placed), undecided: null };
  }
  return { settled: candidates, undecided: null };
}

const saysFee = (header: string) => {
  const { concepts } = saidByHeader(header);
  return concepts.has('fee') && !concepts.has('shipping');
};

/** `Net`: beside fees, what is left after them, and no goods. */
function isNetAlone(header: string): boolean {
  const { concepts } = saidByHeader(header);
  return concepts.size === 1 && concepts.has('net');
}

/** The mapping that the headers alone give. */
export const matchHeaders = (headers: readonly string[], claimed: ColumnMapping = {}): ColumnMapping =>
  matchColumns(headers, null, claimed).mapping;

const isField = (wanted: Field) => (field: Field) => field === wanted;

function candidatesOf(header: string, index: number, profile: ColumnProfile | null): Candidate[] {
  return Object.entries(fieldsOfHeader(header)).map(([name, strength]) => {
    const field = name as Field;
    const { fit, why }: Fit = profile ? fitValues(field, profile, strength) : { fit: 1, why: null };
    return { field, index, score: strength * fit, strength, why };
  });
}

const judged = (candidate: Candidate, { fit, why }: Fit): Candidate => ({
  ...candidate,
  score: candidate.score * fit,
  why: why ?? candidate.why,
});

/** Of two numbers that may both be the order's, one that has far fewer values groups the lines of the other. */
const coarser = 0.8;

function ordersOf(
  candidates: readonly Candidate[],
  profiles: readonly ColumnProfile[],
  days: readonly string[] | null,
): Candidate[] {
  const fits = candidates.map((each) => fitOrder(profiles[each.index]!, days));
  const distinct = (i: number) => profiles[candidates[i]!.index]!.distinct;
  const isGood = (i: number) => candidates[i]!.strength >= nameStrength && fits[i]!.fit > 0.9;
  return candidates.map((candidate, i) => {
    const groups = candidates.some((_, j) => j !== i && isGood(j) && distinct(j) < coarser * distinct(i));
    return judged(candidate, groups ? { fit: 0.8, why: 'is of a line, not of an order' } : fits[i]!);
  });
}

/** An e-mail address is nearly as good a customer as a number; a name or a phone number where nothing else is. */
const personStrength: Partial<Record<Field, number>> = {
  customer_id: 1,
  customer_email: 0.88,
  customer_name: 0.6,
  customer_phone: 0.3,
};

/** An address of so many people per order, or fewer, shows that a number which is new for every order is none. */
const comesAgain = 0.85;

function peopleOf(
  all: readonly Candidate[],
  profiles: readonly ColumnProfile[] | null,
  orderValues: readonly string[] | null,
): Candidate[] {
  const people = all.flatMap((each) => {
    const strength = personStrength[each.field];
    if (strength === undefined) return [];
    const candidate = { ...each, field: 'customer_id' as const, score: each.score * strength };
    const fit = profiles && fitPerson(profiles[each.index]!, orderValues);
    return [{ candidate: fit ? judged(candidate, fit) : candidate, fit, isName: strength < 0.8 }];
  });
  if (!profiles) return people.map(({ candidate }) => candidate);
  return people.map(({ candidate, fit, isName }) => {
    const others = people.filter(
      (other) => other.candidate.index !== candidate.index && !other.isName && other.fit!.fit > 0.5,
    );
    if (!isName && fit!.perOrder >= 0.97 && others.some((other) => other.fit!.perOrder <= comesAgain))
      return judged(candidate, { fit: 0.3, why: 'is new for every order' });
    const split = others.some(
      (other) =>
        profiles[other.candidate.index]!.email > 0.6 &&
        splitsPeople(profiles[candidate.index]!, profiles[other.candidate.index]!, orderValues),
    );
    return split
      ? judged(candidate, { fit: 0.3, why: 'gives guests a new number for every order' })
      : candidate;
  });
}

/**
 * What stands once per order is of the order: its goods where the header says so, else its total. Where every
 * order has one row and no price, all money is of the order.
 */
function fieldAtGrain(
  field: Field,
  grain: Grain,
  { header, isPriced, hasOrders }: { header: string; isPriced: boolean; hasOrders: boolean },
): Field {
  // Without an order number every line has money of its own.
  if (grain === 'line' || !hasOrders) return field;
  if (field === 'refund') return 'order_refund';
  const isOfOrder = grain !== 'row' || !isPriced;
  // A percentage is the same on all lines of an order, and still of each.
  if (field === 'discount')
    return isOfOrder && !/%|percent|prozent|pct/i.test(header) ? 'order_discount' : field;
  if (field !== 'amount' || !isOfOrder) return field;
  const { concepts } = saidByHeader(header);
  const says = (...words: Concept[]) => words.some((word) => concepts.has(word));
  if (says('subtotal', 'net', 'product')) return 'order_goods';
  return grain !== 'row' || (says('total', 'gross', 'payment', 'order') && !says('line'))
    ? 'order_total'
    : field;
}

/** A price without pieces is the money of its line; pieces that came back are of pieces that were sold. */
function withMoney({ refunded_quantity, ...mapping }: ColumnMapping): ColumnMapping {
  if (refunded_quantity && mapping.quantity) return { ...withMoney(mapping), refunded_quantity };
  const { unit_price, quantity, kept_quantity, amount, ...others } = mapping;
  if (!unit_price || quantity || kept_quantity || amount) return mapping;
  return { ...others, amount: unit_price };
}

const byScore = (a: Candidate, b: Candidate) => b.score - a.score || a.index - b.index;

function onePerColumn(runnersUp: readonly RunnerUp[], mapping: ColumnMapping): RunnerUp[] {
  const seen = new Set(Object.values(mapping).map(({ header }) => header ?? ''));
  return runnersUp
    .toSorted((a, b) => b.score - a.score)
    .filter(({ column, field }) => {
      const key = `${field}\n${column}`;
      if (seen.has(key) || seen.has(column)) return false;
      seen.add(key);
      return true;
    });
}

/**
 * The columns that the rules name.
 * @param headers null for a file without a header
 * @throws UserError `NoSuchColumn`
 */
export function columnsByRule(
  rules: ReadingRules['columns'],
  { headers, nColumns, file }: { headers: readonly string[] | null; nColumns: number; file: string },
): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const field of fields) {
    const wanted = rules[field];
    if (wanted === undefined) continue;
    const index = typeof wanted === 'number' ? wanted - 1 : (headers ?? []).indexOf(wanted.trim());
    if (!Number.isInteger(index) || index < 0 || index >= nColumns)
      throw noSuchColumn(file, field, wanted, headers, nColumns);
    mapping[field] = { header: headers?.[index] ?? null, position: index + 1, matchedBy: 'rule' };
  }
  return mapping;
}

function noSuchColumn(
  file: string,
  field: Field,
  wanted: string | number,
  headers: readonly string[] | null,
  nColumns: number,
) {
  const found = headers ? `its headers are ${quotedList(headers)}` : 'it has no header';
  return new UserError(
    'NoSuchColumn',
    `there is no column ${typeof wanted === 'number' ? wanted : `'${wanted}'`}: the file has ${nColumns} columns, ${found}`,
    { remedy: `Correct the rule reading.columns.${field}.`, file, column: String(wanted) },
  );
}

export const quotedList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** Which of customer, date and money a mapping lacks; empty if a file can be read with it. */
export function missingMeanings(mapping: ColumnMapping): string[] {
  const { amount, quantity, unit_price, order_goods, order_total } = mapping;
  return [
    ...(mapping.customer_id ? [] : ['customer']),
    ...(mapping.ordered_at ? [] : ['date']),
    ...(amount || order_goods || order_total || (quantity && unit_price)
      ? []
      : ['money (an amount, or quantity and unit price)']),
  ];
}
