import { type Condition, meetsCondition, type Path, type Rule } from '../membership/rule.js';
import type { FeatureColumns } from '../segments/profile-segments.js';

/** What ordering can bring: how many orders, and what has to be in them together; 0 where anything will do. */
interface Buying {
  readonly orders: number;
  readonly money: number;
  readonly pieces: number;
  /** Products never bought before. */
  readonly products: number;
}

/** What somebody would have to do to come in. */
export interface Steps extends Buying {
  /** The money, or what so many orders of this customer usually come to where that is more. */
  readonly usualMoney: number;
}

/** What ordering adds to, one for one. */
const grownBy: Readonly<Record<string, keyof Buying>> = {
  invoices: 'orders',
  buying_days: 'orders',
  gross_revenue: 'money',
  items: 'pieces',
  products: 'products',
};

/**
 * The cheapest way in for a customer who is not: of all paths that ordering can open, the one that takes least money
 * as this customer's orders usually go; of equals the first. Undefined where no order would do.
 * @param columns must hold `gross_revenue` and `invoices`
 * @param i the customer: a row of the columns
 */
export function stepsToEnter(rule: Rule, columns: FeatureColumns, i: number): Steps | undefined {
  return rule
    .map((path) => stepsOnPath(path, columns, i))
    .reduce((a, b) => (a && !(b && b.usualMoney < a.usualMoney) ? a : b), undefined);
}

function stepsOnPath(path: Path, columns: FeatureColumns, i: number): Steps | undefined {
  const needs: Buying[] = [{ orders: 1, money: 0, pieces: 0, products: 0 }];
  for (const condition of path) {
    if (meetsCondition(condition, columns, i)) continue;
    const need = needOf(condition, columns, i);
    if (!need) return undefined;
    needs.push(need);
  }
  const most = (what: keyof Buying) => Math.max(...needs.map((need) => need[what]));
  const buying = {
    orders: most('orders'),
    money: most('money'),
    pieces: most('pieces'),
    products: most('products'),
  };
  if (path.some((condition) => isOutgrown(condition, columns, i, buying))) return undefined;
  const perOrder = columns.gross_revenue![i]! / columns.invoices![i]!;
  return { ...buying, usualMoney: Math.max(buying.money, buying.orders * perOrder) };
}

/** What it takes to meet a condition; undefined where ordering does not. */
function needOf(
  { feature, bound, cutoff }: Condition,
  columns: FeatureColumns,
  i: number,
): Buying | undefined {
  const nothing = { orders: 1, money: 0, pieces: 0, products: 0 };
  if (feature === 'recency_days' && bound === 'below') return nothing;
  const grown = grownBy[feature];
  const short = cutoff - columns[feature]![i]!;
  if (bound === 'below' || Number.isNaN(short)) return undefined;
  if (grown) return { ...nothing, [grown]: grown === 'money' ? short : Math.ceil(short) };
  // One order more brings the mean of n orders up by what it is above the mean, spread over n + 1.
  return feature === 'avg_order_value'
    ? { ...nothing, money: short * columns.invoices![i]! + cutoff }
    : undefined;
}

/** Whether the buying itself would break a bound from above. */
function isOutgrown(
  { feature, bound, cutoff }: Condition,
  columns: FeatureColumns,
  i: number,
  buying: Buying,
): boolean {
  const grown = grownBy[feature];
  return bound === 'below' && grown !== undefined && columns[feature]![i]! + buying[grown] >= cutoff;
}
