import type { Random } from '../../random/random.js';
import { weightedIndex } from '../../random/weighted-index.js';
import type { Product } from '../catalogue.js';
import { type Grocery, groceries } from './groceries.js';

/** What the grocer has, and what of it is on offer in which week. */
export interface Shelf {
  readonly articles: readonly Grocery[];
  /** An article, by popularity. */
  drawArticle(random: Random): number;
  /** A kind of an article, the first more often. */
  drawKind(random: Random, article: number): Product;
  partnerOf(article: number): number | undefined;
  /** Products with their price off in the week of a day. */
  onOffer(day: number): readonly Product[];
}

const offersAWeek = 6;
const offered = 0.75;
/** What is bought every week is bought by more than what lasts for two months. */
const popularity = ({ days }: Grocery) => days ** -0.5;

export function createShelf(random: Random): Shelf {
  const kinds = groceries.map(({ name, pence, kinds }, article) =>
    kinds.map((kind, i) => ({
      stockCode: `${30_000 + 7 * article}${'ABCD'[i]}`,
      description: `${kind} ${name}`,
      pence,
    })),
  );
  const drawArticle = weightedIndex(groceries.map(popularity));
  const weeks = new Map<number, readonly Product[]>();
  const seed = Math.floor(random() * 1e6);
  const all = kinds.flat();
  return {
    articles: groceries,
    drawArticle,
    drawKind(random, article) {
      const some = kinds[article]!;
      return random() < 0.5 ? some[0]! : some[Math.floor(random() * some.length)]!;
    },
    partnerOf(article) {
      const name = groceries[article]!.goesWith;
      const partner = groceries.findIndex((one) => one.name === name);
      return partner < 0 ? undefined : partner;
    },
    onOffer(day) {
      const week = Math.floor(day / 7);
      const known = weeks.get(week);
      if (known) return known;
      // Products take turns, in steps without a common divisor.
      const some = Array.from(
        { length: offersAWeek },
        (_, i) => all[(seed + 41 * (offersAWeek * week + i)) % all.length]!,
      );
      weeks.set(week, some);
      return some;
    },
  };
}

/** The price of a product on a day, in pence. */
export const priceOn = (shelf: Shelf, product: Product, day: number) =>
  shelf.onOffer(day).some(({ stockCode }) => stockCode === product.stockCode)
    ? Math.round(product.pence * offered)
    : product.pence;
