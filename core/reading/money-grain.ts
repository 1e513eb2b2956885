import type { ColumnProfile } from './column-profile.js';

/**
 * What one value of a column of money is of: the line; the order, on each of its rows or on the first only; or
 * both, where every order has one row.
 */
export type Grain = 'line' | 'order' | 'first' | 'row';

/** Orders of several rows that must be seen before they tell anything. */
const leastOrders = 3;
const nearlyAll = 0.95;

/**
 * Tells the grain of a column over the first records.
 * @param orders the order of each record, empty where the cell is; null where the file has no order number
 */
export function grainOf({ values }: ColumnProfile, orders: readonly string[] | null): Grain {
  if (!orders) return 'row';
  const rows = rowsOfOrders(orders);
  const several = rows.filter(({ length }) => length > 1);
  if (several.length < leastOrders) return 'row';
  const filled = several.filter((order) => order.some((i) => values[i] !== ''));
  if (filled.length < leastOrders) return 'row';
  const share = (holds: (order: readonly number[]) => boolean) => filled.filter(holds).length / filled.length;
  if (
    share((order) => values[order[0]!] !== '' && order.slice(1).every((i) => values[i] === '')) >= nearlyAll
  )
    return 'first';
  if (share((order) => order.every((i) => values[i] === values[order[0]!])) >= nearlyAll) return 'order';
  return 'line';
}

/**
 * The order of each record, where the file shows that its numbers begin again: most numbers stand on several days, apart
 * from one another. Otherwise the numbers as they are.
 * @param days of each record, empty where it has none
 */
export function orderKeys(numbers: readonly string[], days: readonly string[] | null): readonly string[] {
  if (!days) return numbers;
  const starts = new Map<string, Set<string>>();
  const keys: string[] = [];
  let day = '';
  for (const [i, number] of numbers.entries()) {
    const goesOn =
      i > 0 && (number === '' || number === numbers[i - 1]) && (days[i] === '' || days[i] === day);
    if (!goesOn) {
      day = days[i]!;
      if (number !== '') starts.set(number, (starts.get(number) ?? new Set()).add(day));
    }
    keys.push(number === '' ? '' : `${number}\n${day}`);
  }
  const several = [...starts.values()].filter(({ size }) => size > 1).length;
  return several >= leastOrders && several > starts.size / 2 ? keys : numbers;
}

/**
 * Indices of the records of each order, in order of appearance; a blank order number goes on with the one above.
 * Records of one order stand together, and where they do so again further down it is a copy; only where hardly
 * any stand together they are gathered from all over.
 */
export function rowsOfOrders(orders: readonly string[]): number[][] {
  const runs: number[][] = [];
  const gathered = new Map<string, number[]>();
  let above: string | null = null;
  for (const [i, order] of orders.entries()) {
    if (above !== null && (order === '' || order === above)) runs.at(-1)!.push(i);
    else {
      runs.push([i]);
      above = order;
    }
    const known = gathered.get(above);
    if (known) known.push(i);
    else gathered.set(above, [i]);
  }
  const together = runs.filter(({ length }) => length > 1).length;
  const several = [...gathered.values()].filter(({ length }) => length > 1).length;
  return together >= leastOrders || several < leastOrders ? runs : [...gathered.values()];
}
