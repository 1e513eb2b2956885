import { drawExponential } from '../../random/draw-exponential.js';
import { drawGamma } from '../../random/draw-gamma.js';
import { drawNormal } from '../../random/draw-normal.js';
import type { Random } from '../../random/random.js';
import { weightedIndex } from '../../random/weighted-index.js';
import type { Product } from '../catalogue.js';
import type { InvoiceLine } from '../invoice.js';
import { drawShopper, type Shopper } from '../shopper.js';
import { priceOn, type Shelf } from './shelf.js';

/** How regularly a kind of household comes: Erlang-k gaps around a mean. */
const rhythms = [
  { share: 0.2, k: 16, days: [7, 7] },
  { share: 0.45, k: 3, days: [7, 16] },
  { share: 0.35, k: 1, days: [10, 45] },
] as const;
const drawRhythm = weightedIndex(rhythms.map(({ share }) => share));

const meanStayDays = 500;
const usualArticles = { least: 8, most: 22 };
/** Of the things that are used up, so many are remembered. */
const remembered = 0.85;
const impulses = 1.5;
const together = 0.35;
const thriftyShare = 0.25;

/** Something that a household uses up, in days. */
interface Want {
  readonly article: number;
  readonly product: Product;
  readonly days: number;
  usedUpOn: number;
}

/** Who buys what, when and how often. Times are days from the first. */
export interface Household {
  readonly shopper: Shopper;
  /** Mean gap between visits, in days, and how regular they are. */
  readonly gapDays: number;
  readonly k: number;
  readonly leavesOn: number;
  /** Buys what is on offer. */
  readonly isThrifty: boolean;
  readonly wants: readonly Want[];
}

export function drawHousehold(random: Random, id: string, shelf: Shelf, comesOn: number): Household {
  const { k, days } = rhythms[drawRhythm(random)]!;
  const articles = new Set<number>();
  const count = usualArticles.least + Math.floor(random() * (usualArticles.most - usualArticles.least));
  while (articles.size < count) articles.add(shelf.drawArticle(random));
  return {
    shopper: drawShopper(random, id),
    ...{ k, gapDays: days[0] + (days[1] - days[0]) * random() },
    leavesOn: comesOn + drawExponential(random, 1 / meanStayDays),
    isThrifty: random() < thriftyShare,
    wants: [...articles].map((article) => {
      const used = shelf.articles[article]!.days * Math.exp(0.3 * drawNormal(random));
      const product = shelf.drawKind(random, article);
      return { article, product, days: used, usedUpOn: comesOn + (random() - 0.3) * used };
    }),
  };
}

export const nextVisit = (random: Random, { k, gapDays }: Household, day: number) =>
  day + drawGamma(random, k, k / gapDays);

/** What a household buys on a day: what is used up, what goes with it, what is on offer, and what catches the eye. */
export function drawTrolley(random: Random, household: Household, shelf: Shelf, day: number): InvoiceLine[] {
  const bought = new Map<Product, number>();
  const add = (product: Product) => bought.set(product, 1);
  for (const want of household.wants) {
    if (want.usedUpOn > day + household.gapDays / 2 || random() > remembered) continue;
    want.usedUpOn = day + want.days * drawGamma(random, 6, 6);
    // A kind of it is tried now and then.
    add(random() < 0.1 ? shelf.drawKind(random, want.article) : want.product);
    const partner = shelf.partnerOf(want.article);
    if (partner !== undefined && random() < together) add(shelf.drawKind(random, partner));
  }
  if (household.isThrifty) {
    for (const product of shelf.onOffer(day)) if (random() < 0.25) add(product);
  }
  for (let count = drawExponential(random, 1 / impulses); count > 1 || bought.size === 0; count--) {
    add(shelf.drawKind(random, shelf.drawArticle(random)));
  }
  return [...bought].map(([product, quantity]) => ({
    product: { ...product, pence: priceOn(shelf, product, day) },
    quantity: quantity + (random() < 0.15 ? 1 : 0),
  }));
}
