import { drawBeta } from '../random/draw-beta.js';
import { drawExponential } from '../random/draw-exponential.js';
import { drawGamma } from '../random/draw-gamma.js';
import type { Random } from '../random/random.js';
import { weightedIndex } from '../random/weighted-index.js';
import { countries, habits } from './habits.js';

/** A customer: who, and the hidden traits of the models in `habits`. */
export interface Shopper {
  /** Empty for somebody who buys once without giving a name. */
  readonly id: string;
  readonly country: (typeof countries)[number];
  readonly isWholesale: boolean;
  /** Orders per day of shop time. */
  readonly buyingRate: number;
  /** Probability of never coming again after a repeat purchase. */
  readonly dropOut: number;
  /** The gamma-gamma model's nu, per pence. */
  readonly spendingRate: number;
  /** Probability of bringing something of an order back. */
  readonly returnShare: number;
}

const drawCountry = weightedIndex(countries.map(({ weight }) => weight));

export function drawShopper(random: Random, id: string): Shopper {
  const { buying, spending, wholesale, returning } = habits;
  const isWholesale = random() < wholesale.share;
  return {
    id,
    country: countries[drawCountry(random)]!,
    isWholesale,
    buyingRate: drawGamma(random, buying.r, buying.alpha),
    dropOut: drawBeta(random, buying.a, buying.b),
    spendingRate: drawGamma(random, spending.q, spending.gamma) / (isWholesale ? wholesale.orderFactor : 1),
    returnShare: drawBeta(random, returning.a, returning.b),
  };
}

/** A shopper's arrival in the shop, in shop time. */
export interface Visit {
  readonly shopper: Shopper;
  readonly time: number;
  readonly isFirst: boolean;
}

/** The first visit, within the period of `days`. */
export function drawFirstVisit(random: Random, shopper: Shopper, days: number): Visit {
  const isEstablished = random() < habits.arriving.establishedShare;
  const time = isEstablished ? drawReappearance(random, days) : days * drawRising(random);
  return { shopper, time, isFirst: true };
}

/** Exponential, cut off at the period's end. */
function drawReappearance(random: Random, days: number): number {
  const { establishedMeanDays } = habits.arriving;
  const withinPeriod = 1 - Math.exp(-days / establishedMeanDays);
  return -establishedMeanDays * Math.log(1 - random() * withinPeriod);
}

/** In [0, 1), at a density that rises linearly by the growth, by inversion. */
function drawRising(random: Random): number {
  const { growth } = habits.arriving;
  return (Math.sqrt(1 + random() * growth * (2 + growth)) - 1) / growth;
}

/** The visit after this one, or null when the customer has dropped out: the BG/NBD model's process. */
export function drawNextVisit(random: Random, { shopper, time, isFirst }: Visit): Visit | null {
  if (!isFirst && random() < shopper.dropOut) return null;
  return { shopper, time: time + drawExponential(random, shopper.buyingRate), isFirst: false };
}
