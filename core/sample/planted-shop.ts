import type { OrderHistory } from '../promise/order-history.js';
import { drawGamma } from '../random/draw-gamma.js';
import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random/random.js';

/** Customers who buy alike, each somewhat in a way of their own. */
export interface Kind {
  /** Of the customers, 0..1. */
  readonly share: number;
  /** Days between orders, in the middle. */
  readonly gapDays: number;
  /** Money of an order, in the middle. */
  readonly money: number;
  /** Share who leave within a year, 0..1. */
  readonly leaving: number;
}

export interface PlantedShop {
  /** The most valuable kind first. */
  readonly kinds: readonly Kind[];
  readonly customers: number;
  /** Days of orders that are told, and of those that come after. */
  readonly days: number;
  readonly futureDays: number;
  /** How far customers of a kind differ, and orders of a customer: standard deviations of logarithms. */
  readonly spread: { readonly customers: number; readonly orders: number };
  /** Share of the customers who come during the days that are told, evenly; the others were there before. */
  readonly arriving: number;
  /** How far the fourth quarter of a year of 365 days is above the others, 0.5 being half; and days of a promotion. */
  readonly season: number;
  readonly promotions: readonly number[];
}

/** A shop of which the truth is known. */
export interface Planted {
  /** Every order, those of the future too. */
  readonly history: OrderHistory;
  /** The first day, and the last that is told: days since 1970-01-01. */
  readonly from: number;
  readonly day: number;
  /** Int32Array (nCustomers): index of each one's kind. */
  readonly kinds: Int32Array;
  /** Float64Array (nCustomers): money a day that each is good for while they stay; 0 for those who have left by `day`. */
  readonly worth: Float64Array;
}

/** The first of January 2024, so that days are dates. */
const from = 19_723;
const shapeOfGaps = 2;

/**
 * Draws a shop whose best customers are known, with its future. Gaps between orders are gamma distributed (more even
 * than by chance alone), orders log-normal; whoever leaves does so at an even risk.
 */
export function plantedShop(shop: PlantedShop, random: Random): Planted {
  const { kinds, customers, days, futureDays, spread } = shop;
  const entries: { day: number; money: number }[][] = [];
  const kindOf = new Int32Array(customers);
  const worth = new Float64Array(customers);
  let [kind, until] = [0, kinds[0]!.share];
  for (let i = 0; i < customers; i++) {
    while (kind < kinds.length - 1 && (i + 0.5) / customers > until) until += kinds[++kind]!.share;
    const { gapDays, money, leaving } = kinds[kind]!;
    const gap = gapDays * Math.exp(spread.customers * drawNormal(random));
    const usual = money * Math.exp(spread.customers * drawNormal(random));
    const comes = random() < shop.arriving ? random() * days : -gap * random();
    const leaves = comes - Math.log(1 - random()) / (-Math.log(1 - leaving) / 365);
    kindOf[i] = kind;
    worth[i] = leaves < days ? 0 : usual / gap;
    entries.push(
      drawOrders(shop, { gap, usual, comes, leaves: Math.min(leaves, days + futureDays) }, random),
    );
  }
  return { history: historyOf(entries), from, day: from + days - 1, kinds: kindOf, worth };
}

interface Person {
  readonly gap: number;
  readonly usual: number;
  /** Days from the first. */
  readonly comes: number;
  readonly leaves: number;
}

function drawOrders(shop: PlantedShop, { gap, usual, comes, leaves }: Person, random: Random) {
  const busiest = 1 + shop.season;
  const orders: { day: number; money: number }[] = [];
  // Thinned: drawn as if it were always the busiest season, and kept as often as the day is busy.
  for (
    let time = comes;
    time < leaves;
    time += (drawGamma(random, shapeOfGaps, shapeOfGaps) * gap) / busiest
  ) {
    const isFourth = ((time % 365) + 365) % 365 >= 274;
    if (time < 0 || random() * busiest > (isFourth ? busiest : 1)) continue;
    const onOffer = shop.promotions.some((day) => time >= day && time < day + 14) ? 1.5 : 1;
    const money = usual * onOffer * Math.exp(shop.spread.orders * drawNormal(random));
    orders.push({ day: from + Math.floor(time), money: Math.max(0.01, Math.round(100 * money) / 100) });
  }
  return orders;
}

function historyOf(entries: readonly (readonly { day: number; money: number }[])[]): OrderHistory {
  const starts = new Int32Array(entries.length + 1);
  const [days, values, counts]: [number[], number[], number[]] = [[], [], []];
  entries.forEach((orders, i) => {
    for (const { day, money } of orders) {
      if (days.length > starts[i]! && days.at(-1) === day) {
        values[values.length - 1]! += money;
        counts[counts.length - 1]!++;
      } else {
        days.push(day);
        values.push(money);
        counts.push(1);
      }
    }
    starts[i + 1] = days.length;
  });
  return {
    nCustomers: entries.length,
    starts,
    days: Int32Array.from(days),
    values: Float64Array.from(values),
    orderCounts: Int32Array.from(counts),
  };
}
