import { isMoneyList, itemsScore, moneyKey, refundedMoney } from './json-lists.js';
import { isJsonObject, type Json, type JsonObject } from './json-value.js';

/** Deeper than any shop's API goes. */
const deepest = 8;

/** Properties that hold a list of orders, whatever else stands beside it. */
const wrappers =
  /^(orders|data|results?|records?|rows|entries|list|content|response|payload|value|hits|body|items)$/i;

const orderList = /^orders$/i;

/** The orders that a document holds: a list, or a list below a property such as `orders`; or it is one itself. */
export function ordersIn(value: Json, depth = 0): JsonObject[] {
  const unwrapped = withoutEdges(value);
  if (Array.isArray(unwrapped)) return unwrapped.filter(isJsonObject);
  if (!isJsonObject(unwrapped)) return [];
  if (depth < 4) {
    const isWanted = hasScalarsOfAnOrder(unwrapped) ? orderList : wrappers;
    const keys = Object.keys(unwrapped).filter((key) => isWanted.test(key));
    for (const key of keys.sort((a, b) => Number(orderList.test(b)) - Number(orderList.test(a)))) {
      const inner = withoutEdges(unwrapped[key]!);
      if (Array.isArray(inner) && inner.length === 0) return [];
      const found = Array.isArray(inner) || isJsonObject(inner) ? ordersIn(inner, depth + 1) : [];
      if (found.length > 0) return found;
    }
  }
  const isOrder = depth === 0 ? Object.keys(unwrapped).length > 0 : hasScalarsOfAnOrder(unwrapped);
  return isOrder ? [unwrapped] : [];
}

/** An order has a moment or an amount of its own; what wraps a list of them has counts and pages. */
const hasScalarsOfAnOrder = (value: JsonObject) =>
  Object.entries(value).some(
    ([key, inner]) =>
      inner !== null &&
      typeof inner !== 'object' &&
      (/(^|_)(date|created|ordered|processed|purchased|placed)(_|$)|(At|Date)$/.test(key) ||
        /(^|_)(price|customer|email)(_|$)|^total_price$/i.test(key)),
  );

/** GraphQL gives lists as `{edges: [{node}]}` or `{nodes: []}`. */
function withoutEdges(value: Json): Json {
  if (!isJsonObject(value)) return value;
  if (Array.isArray(value.nodes)) return value.nodes;
  if (!Array.isArray(value.edges)) return value;
  return value.edges.map((edge: Json) => (isJsonObject(edge) ? (edge.node ?? edge) : edge));
}

interface Visitor {
  scalar(path: string, value: string): void;
  list(path: string, objects: readonly JsonObject[]): void;
}

/** Visits every value of an order under its dotted path: `customer.email`. */
function visit(object: JsonObject, visitor: Visitor, prefix = '', depth = 0): void {
  for (const key of Object.keys(object)) {
    const path = prefix + key;
    const value = withoutEdges(object[key]!);
    if (Array.isArray(value)) {
      const objects = value.filter(isJsonObject);
      if (objects.length > 0) visitor.list(path, objects);
      else if (value.length > 0) visitor.scalar(path, value.map(scalarText).join(', '));
    } else if (!isJsonObject(value)) visitor.scalar(path, scalarText(value));
    else if (isJsonObject(value.shop_money) || isJsonObject(value.shopMoney)) {
      // Shopify gives money twice, in the shop's currency and the customer's, beside the plain figure.
      const money = (value.shop_money ?? value.shopMoney) as JsonObject;
      const plain = key.replace(/_?set$/i, '');
      if (plain === key || !(plain in object))
        visitor.scalar(prefix + plain, scalarText(money.amount ?? null));
    } else if (depth < deepest) visit(value, visitor, `${path}.`, depth + 1);
  }
}

/** Line breaks become blanks, so that a row of a table is a line. */
const scalarText = (value: Json): string =>
  value === null
    ? ''
    : String(value)
        .replace(/[\r\n]+/g, ' ')
        .trim();

interface ListShape {
  readonly keys: Set<string>;
  /** Lists within its objects. */
  readonly lists: Map<string, ListShape>;
}

const emptyList = (): ListShape => ({ keys: new Set(), lists: new Map() });

/** What columns a file of orders has; all orders have to be added before one is written. */
export class OrderShape {
  readonly #shape = emptyList();
  nOrders = 0;

  add(order: JsonObject): void {
    this.nOrders++;
    addTo(this.#shape, order);
  }

  /** How orders become rows. */
  table(): OrderTable {
    return new OrderTable(this.#shape);
  }
}

function addTo(shape: ListShape, object: JsonObject): void {
  visit(object, {
    scalar: (path) => shape.keys.add(path),
    list: (path, objects) => {
      if (!shape.lists.has(path)) shape.lists.set(path, emptyList());
      for (const each of objects) addTo(shape.lists.get(path)!, each);
    },
  });
}

/** Orders as rows: one per line item, with the order's own fields on each. */
export class OrderTable {
  readonly columns: readonly string[];
  /** The list whose objects are the lines; null where an order is one row. */
  readonly items: string | null;
  /** Lists that are no part of the table. */
  readonly leftOut: readonly string[];
  readonly #at: ReadonlyMap<string, number>;

  constructor(shape: ListShape) {
    const lists = [...shape.lists];
    const scored = lists.map(([path, { keys }]) => ({ path, score: itemsScore(path, [...keys]) }));
    const [best] = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
    this.items = best?.path ?? null;
    const itemShape = this.items === null ? emptyList() : shape.lists.get(this.items)!;
    const columns = [
      ...columnsOf(shape, (path) => path !== this.items),
      ...columnsOf(itemShape, () => true).map((column) => `${this.items}.${column}`),
    ];
    this.columns = [...new Set(columns)];
    this.#at = new Map(this.columns.map((column, i) => [column, i]));
    this.leftOut = [
      ...lists.filter(([path]) => path !== this.items && !isMoneyList(path)).map(([path]) => path),
      ...[...itemShape.lists.keys()]
        .filter((path) => !isMoneyList(path))
        .map((path) => `${this.items}.${path}`),
    ];
  }

  /** Cells of each row, in order of the columns. */
  rowsOf(order: JsonObject): string[][] {
    const shared: string[] = new Array(this.columns.length).fill('');
    let items: readonly JsonObject[] = [];
    this.#fill(shared, order, '', (path, objects) => {
      if (path === this.items) items = objects;
    });
    if (items.length === 0) return [shared];
    return items.map((item) => {
      const row = [...shared];
      this.#fill(row, item, `${this.items}.`, () => {});
      return row;
    });
  }

  #fill(
    row: string[],
    object: JsonObject,
    prefix: string,
    onList: (path: string, objects: readonly JsonObject[]) => void,
  ): void {
    const put = (column: string, text: string) => {
      const i = this.#at.get(prefix + column);
      if (i !== undefined) row[i] = text;
    };
    visit(object, {
      scalar: put,
      list: (path, objects) => {
        onList(path, objects);
        if (!isMoneyList(path)) return;
        for (const [column, text] of summary(path, objects)) put(column, text);
      },
    });
  }
}

function columnsOf({ keys, lists }: ListShape, isWanted: (list: string) => boolean): string[] {
  // A field that is null for some orders and an object for others is its object's fields.
  const isObject = (key: string) => lists.has(key) || [...keys].some((other) => other.startsWith(`${key}.`));
  const sums = [...lists]
    .filter(([path]) => isWanted(path) && isMoneyList(path))
    .flatMap(([path, list]) => summaryColumns(path, list));
  return [...[...keys].filter((key) => !isObject(key)), ...sums];
}

/** The column that says how much of an order was refunded. */
const refundColumn = 'refunded_amount';
const isRefunds = (path: string) => /(^|\.)refunds?$/i.test(path);

function summaryColumns(path: string, { keys }: ListShape): string[] {
  if (isRefunds(path)) return [refundColumn];
  return [...keys].filter((key) => key === 'code' || moneyKey.test(key)).map((key) => `${path}.${key}`);
}

/** What a list of refunds, discounts, taxes comes to: sums of its money, and its codes. */
function summary(path: string, objects: readonly JsonObject[]): [column: string, text: string][] {
  if (isRefunds(path)) return [[refundColumn, roundedText(sumOf(objects.map(refundedMoney)))]];
  const keys = new Set(objects.flatMap((object) => Object.keys(object)));
  return [...keys].flatMap((key): [string, string][] => {
    const values = objects.map((object) => object[key] ?? null);
    if (key === 'code') return [[`${path}.code`, values.map(scalarText).join(', ')]];
    if (!moneyKey.test(key)) return [];
    return [[`${path}.${key}`, roundedText(sumOf(values.map((value) => Number(value ?? 0))))]];
  });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Money has no more than four decimals; floating point has. */
const roundedText = (money: number) => (Number.isFinite(money) ? String(Number(money.toFixed(4))) : '');
