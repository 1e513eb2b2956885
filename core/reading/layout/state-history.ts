import type { Field } from '../../orders/order-line.js';
import type { ColumnMapping } from '../column-mapping.js';
import type { ColumnProfile } from '../column-profile.js';
import { readDate } from '../read-date.js';
import type { SampleRecord } from '../sample-records.js';

/** A file with a row, or the same lines once more, for every state that an order went through. */
export interface StateHistory {
  /** Whether the day of the order is that of its state: then the order's own is the first. */
  readonly isDated: boolean;
  /** 1: newer states stand below older ones; -1: above. */
  readonly direction: 1 | -1;
}

/** Orders that must show it. */
const few = 3;

/** What says what a line is: in a history it is the same for every state. */
const ofLine: readonly Field[] = [
  ...(['customer_id', 'stock_code', 'description', 'quantity', 'unit_price', 'amount'] as const),
  ...(['order_goods', 'order_total', 'order_discount', 'discount'] as const),
];

interface Rows {
  readonly states: readonly string[];
  readonly contents: readonly string[];
  readonly moments: readonly (readonly string[])[];
}

/**
 * Whether a file is a history of states: most orders of several rows have several states, each of the same lines and at a
 * moment of its own, and most begin with the same one. Pieces of an order that have a state each are something else:
 * most of their orders have one state, or lines that differ. Null where it is none.
 */
export function stateHistory(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): StateHistory | null {
  const { invoice_id, state, ordered_at } = mapping;
  if (!invoice_id || !state || !ordered_at) return null;
  const valuesOf = (position: number) => profiles[position - 1]!.values;
  const lineColumns = ofLine.flatMap((field) => (mapping[field] ? [mapping[field].position] : []));
  const dates = profiles.filter(({ date }) => date > 0.8).map(({ position }) => position);
  const rows: Rows = {
    states: valuesOf(state.position),
    contents: valuesOf(state.position).map((_, i) =>
      lineColumns.map((position) => valuesOf(position)[i]).join('\n'),
    ),
    moments: dates.map(valuesOf),
  };
  const several = [...rowsOf(valuesOf(invoice_id.position)).values()].filter(({ length }) => length > 1);
  const ofStates = several.filter((order) => new Set(order.map((i) => rows.states[i])).size > 1);
  const histories = ofStates.filter((order) => isHistory(order, rows));
  if (histories.length < few || ofStates.length < 0.6 * several.length) return null;
  if (histories.length < 0.9 * ofStates.length) return null;
  const direction = directionOf(histories, rows.moments);
  const firsts = histories.map((order) => rows.states[direction === 1 ? order[0]! : order.at(-1)!]!);
  if (mostOf(firsts) < 0.6 * firsts.length) return null;
  const days = valuesOf(ordered_at.position);
  const isDated = histories.some((order) => order.some((i) => days[i] !== days[order[0]!]));
  return { isDated, direction };
}

/** Records of each order, wherever they stand. */
function rowsOf(orders: readonly string[]): ReadonlyMap<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [i, order] of orders.entries()) {
    if (order === '') continue;
    const known = rows.get(order);
    if (known) known.push(i);
    else rows.set(order, [i]);
  }
  return rows;
}

function isHistory(order: readonly number[], { states, contents, moments }: Rows): boolean {
  const blocks = new Map<string, string[]>();
  for (const i of order) blocks.set(states[i]!, [...(blocks.get(states[i]!) ?? []), contents[i]!]);
  const [first, ...others] = [...blocks.values()].map((lines) => lines.toSorted().join('\r'));
  if (!others.every((lines) => lines === first)) return false;
  return moments.some((values) => new Set(order.map((i) => `${values[i]}`)).size >= blocks.size);
}

/** Which way moments go down the rows of an order. */
function directionOf(
  histories: readonly (readonly number[])[],
  columns: readonly (readonly string[])[],
): 1 | -1 {
  const times = columns.map((values) =>
    values.map((value) => readDate(value, 'dmy') ?? readDate(value, 'mdy')),
  );
  let ups = 0;
  for (const order of histories)
    for (const column of times) {
      const [first, last] = [column[order[0]!], column[order.at(-1)!]];
      if (first && last && first !== last) ups += first < last ? 1 : -1;
    }
  return ups >= 0 ? 1 : -1;
}

function mostOf(words: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** The records of each order's newest state, on the day of its first: what the file would be without its history. */
export function withoutHistory(
  records: readonly SampleRecord[],
  { invoice_id, state, ordered_at }: ColumnMapping,
  { direction, isDated }: StateHistory,
): SampleRecord[] {
  const at = (record: SampleRecord, column: { readonly position: number } | undefined) =>
    record.fields[column!.position - 1] ?? '';
  const inTime = direction === 1 ? records : records.toReversed();
  const first = new Map<string, SampleRecord>();
  const last = new Map<string, string>();
  for (const record of inTime) {
    const order = at(record, invoice_id);
    if (!first.has(order)) first.set(order, record);
    last.set(order, at(record, state));
  }
  return records
    .filter((record) => at(record, state) === last.get(at(record, invoice_id)))
    .map((record) => {
      if (!isDated) return record;
      const day = at(first.get(at(record, invoice_id))!, ordered_at);
      return { ...record, fields: record.fields.with(ordered_at!.position - 1, day) };
    });
}
