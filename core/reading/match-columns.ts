import type { Field } from '../orders/order-line.js';

import type { ColumnMapping } from './column-mapping.js';
import type { ColumnProfile } from './column-profile.js';
import { byScore, type Candidate, candidatesOf, nameStrength } from './columns/candidate.js';
import { ordersOf, peopleOf } from './columns/orders-and-people.js';
import { settled, withoutPaid } from './columns/settle-columns.js';
import { type Concept, saidByHeader } from './header-concepts.js';
import { type Grain, grainOf, orderKeys } from './money-grain.js';

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
  take(peopleOf(all, profiles, orderValues, headers), isField('customer_id'));

  const grains = new Map<number, Grain>();
  const isPriced = (['quantity', 'unit_price'] as const).every(
    (field) => mapping[field] || all.some((each) => each.field === field && each.score >= 0.5),
  );
  const atGrain = all.map((each): Candidate => {
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
  // Beside the goods of orders of one row, their other money is the total.
  const hasGoods = !isPriced && atGrain.some(({ field, score }) => field === 'order_goods' && score >= 0.8);
  const rest = atGrain.map((each): Candidate => {
    const isTotal =
      hasGoods &&
      each.field === 'amount' &&
      grains.get(each.index + 1) === 'row' &&
      !saidByHeader(headers[each.index]!).concepts.has('line');
    return isTotal ? { ...each, field: 'order_total' } : each;
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
  // What goods cost the shop is no price beside what they were sold for.
  const isCost = saidByHeader(unit_price.header ?? '').concepts.has('cost');
  if (isCost && (mapping.order_goods || mapping.order_total)) return others;
  return { ...others, amount: unit_price };
}

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
