import { meaningsOfKinds } from '../../orders/document-kind.js';
import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, roughNumber, roughNumbers } from '../column-profile.js';
import { folded } from '../header-concepts.js';
import { rowsOfOrders } from '../money-grain.js';

/** Lines that are parts of the line above: of a bundle, whose money stands on its own line as well. */
export interface Components {
  /** The column, from 1, that names the line they are of; null: a kind of lines says it. */
  readonly parent: number | null;
}

/** Bundles that must show it. */
const few = 3;

const saysParent =
  /^(parent|bundle|kit|set|haupt|ubergeordnet\w*|stuckliste|master) ?(sku|id|item|items|line|line id|item id|product|product id|code|artikel|artikelnummer|artikelnr|position|pos|nr|no)?$|^(hauptartikel|hauptposition|setartikel|parent_?\w+|bundle_?(sku|id))$/;

/**
 * The components of bundles whose money stands twice: on the line of the bundle and on those of its parts. Null where
 * there are none, where only one of the two has money, or where the totals of the orders say that both are paid.
 */
export function componentsTwice(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): Components | null {
  const found = componentRows(headers, mapping, profiles);
  if (!found) return null;
  const money = moneyOf(mapping, profiles);
  if (!money) return null;
  const orders = rowsOfOrders(
    mapping.invoice_id
      ? profiles[mapping.invoice_id.position - 1]!.values
      : found.isPart.map((_, i) => `${i}`),
  );
  let [bundles, twice] = [0, 0];
  for (const order of orders)
    for (const [at, i] of order.entries()) {
      if (found.isPart[i] || !found.isPart[order[at + 1] ?? -1]) continue;
      const end = order.findIndex((j, k) => k > at && !found.isPart[j]);
      const parts = order.slice(at + 1, end === -1 ? undefined : end).reduce((sum, j) => sum + money[j]!, 0);
      bundles++;
      if (money[i]! > 0 && parts > 0) twice++;
    }
  if (bundles < few || twice < 0.8 * bundles) return null;
  return areBothPaid(orders, found.isPart, money, mapping, profiles) ? null : { parent: found.parent };
}

function componentRows(
  headers: readonly string[],
  { document_kind, stock_code }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): { readonly isPart: readonly boolean[]; readonly parent: number | null } | null {
  if (document_kind) {
    const { values } = profiles[document_kind.position - 1]!;
    const meanings = meaningsOfKinds([...new Set(values)].filter((value) => value !== ''));
    const isPart = values.map((value) => meanings.get(value) === 'component');
    if (isPart.includes(true)) return { isPart, parent: null };
  }
  const own = stock_code && profiles[stock_code.position - 1]!.values;
  for (const { position, values, filled } of profiles) {
    const plain = folded((headers[position - 1] ?? '').replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'));
    if (!saysParent.test(plain.replace(/[_.-]+/g, ' ').trim())) continue;
    if (filled === 0 || filled > 0.8 || position === stock_code?.position) continue;
    return { isPart: values.map((value, i) => value !== '' && value !== own?.[i]), parent: position };
  }
  return null;
}

/** Money of each line, 0 where it has none. */
function moneyOf(
  { amount, quantity, unit_price }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): readonly number[] | null {
  const numbersOf = (position: number) => roughNumbers(profiles[position - 1]!);
  if (amount) return numbersOf(amount.position);
  if (!quantity || !unit_price) return null;
  const prices = numbersOf(unit_price.position);
  return numbersOf(quantity.position).map((pieces, i) => pieces * prices[i]!);
}

/** Whether orders come to what all their lines have together, components included. */
function areBothPaid(
  orders: readonly (readonly number[])[],
  isPart: readonly boolean[],
  money: readonly number[],
  { order_goods, order_total }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): boolean {
  const said = order_goods ?? order_total;
  if (!said) return false;
  const totals = profiles[said.position - 1]!.values.map(roughNumber);
  const withParts = orders.filter((order) => order.some((i) => isPart[i]));
  const fits = (counts: (i: number) => boolean) =>
    withParts.filter((order) => {
      const sum = order.reduce((all, i) => all + (counts(i) ? money[i]! : 0), 0);
      return Math.abs(sum - totals[order[0]!]!) <= 0.011 + 0.006 * order.length;
    }).length;
  const both = fits(() => true);
  return both >= 0.6 * withParts.length && both > fits((i) => !isPart[i]);
}
