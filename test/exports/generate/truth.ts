import { type Cents, type Order, sum } from './shop-table.js';

/** What a reading has to find in a file. */
export type Truth = Answers | Refusal;

export interface Answers {
  /** Orders that count, whoever bought. */
  readonly ordersThatCount: number;
  /** Of known customers, like all that follows but for the days. */
  readonly orders: number;
  readonly customers: number;
  /** One of these is right; several where a file holds several halves of the truth. */
  readonly money: readonly Money[];
  /** ISO, of the orders that count. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly currency: string;
  /** Whether the currency stands in the file as a code; else it may be unknown. */
  readonly hasCurrency: boolean;
}

export interface Money {
  readonly goods: Cents;
  readonly refunds: Cents;
  /**
   * How far the refunds may be off: a cent for each that has to be taken apart, because a total with tax that was
   * rounded does not say more.
   */
  readonly slack: Cents;
  /** Money of the purchases per day, ISO. */
  readonly goodsPerDay: ReadonlyMap<string, Cents>;
  /** Without this word in the notes the figure would mislead. */
  readonly mustSay: RegExp | null;
}

export interface Refusal {
  /** What the one sentence has to name. */
  readonly refused: RegExp;
}

export interface TruthOptions {
  /** Whether the report names who ordered, as those who can be told apart. */
  readonly isKnown?: (order: Order) => boolean;
  /** Whether the order was sold, by what the report tells. */
  readonly counts?: (order: Order) => boolean;
  readonly money?: readonly MoneyKind[];
  readonly hasCurrency?: boolean;
}

/** What the money columns of a report hold. */
export interface MoneyKind {
  /** Goods after discounts, goods at list price, or what was paid with shipping, tax, tips. */
  readonly of: 'net' | 'list' | 'paid';
  /** What of refunds is told: the goods of each, its total, the totals of full ones (as a state), or nothing. */
  readonly refunds: 'goods' | 'totals' | 'fullTotals' | 'none';
  /** Refunds of goods come with their tax, so that goods are worked out. */
  readonly isWorkedOut?: boolean;
  readonly mustSay?: RegExp;
}

export const exactGoods: MoneyKind = { of: 'net', refunds: 'goods' };
/** Parts of orders are paid back with their tax in one total. */
export const goodsAndRefundTotals: MoneyKind = { of: 'net', refunds: 'goods', isWorkedOut: true };
export const paidTotals: MoneyKind = { of: 'paid', refunds: 'totals', mustSay: /(shipping|tax|tips)/i };

export const isSold = ({ state }: Order) => state === 'sold';
export const hasPerson = ({ person }: Order) => person !== null;
export const hasAccount = ({ person }: Order) => (person?.account ?? null) !== null;

export function truthOf(
  orders: readonly Order[],
  { isKnown = hasPerson, counts = isSold, money = [exactGoods], hasCurrency = true }: TruthOptions = {},
): Answers {
  const counting = orders.filter(counts);
  const known = counting.filter(isKnown);
  const days = counting.map(({ at }) => dayOf(at)).sort();
  return {
    ordersThatCount: counting.length,
    orders: known.length,
    customers: new Set(known.map(({ person }) => person!.id)).size,
    money: money.map((kind) => moneyOf(known, kind)),
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    currency: orders[0]!.currency,
    hasCurrency,
  };
}

function moneyOf(orders: readonly Order[], { of, refunds, isWorkedOut, mustSay }: MoneyKind): Money {
  const worth = (order: Order) => ({ net: order.net, list: order.list, paid: order.total })[of];
  const back = (order: Order) => ({
    goods: order.refund?.goods ?? 0,
    totals: order.refund?.total ?? 0,
    fullTotals: order.refund?.isFull ? order.refund.total : 0,
    none: 0,
  });
  const goodsPerDay = new Map<string, Cents>();
  for (const order of orders) {
    const on = dayOf(order.at);
    goodsPerDay.set(on, (goodsPerDay.get(on) ?? 0) + worth(order));
  }
  return {
    goods: sum(orders.map(worth)),
    refunds: sum(orders.map((order) => back(order)[refunds])),
    slack: isWorkedOut ? orders.filter(({ refund }) => refund && !refund.isFull).length : 0,
    goodsPerDay,
    mustSay: mustSay ?? null,
  };
}

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
