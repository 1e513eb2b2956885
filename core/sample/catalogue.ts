import { drawNormal } from '../random/draw-normal.js';
import type { Random } from '../random/random.js';
import { weightedIndex } from '../random/weighted-index.js';
import { articles, finishes, motifs } from './catalogue-words.js';
import { habits } from './habits.js';

export interface Product {
  /** Five digits, and a letter where the design comes in several finishes. */
  readonly stockCode: string;
  readonly description: string;
  readonly pence: number;
}

export interface Catalogue {
  /** In order of popularity. */
  readonly products: readonly Product[];
  /** A product, the popular ones more often. */
  draw(random: Random): Product;
}

const priceEndings = [25, 49, 95];
const firstStockCode = 20_010;
const largestFamily = 3;

/** The shop's products: designs of an article and a motif, each in one to three finishes. */
export function createCatalogue(random: Random): Catalogue {
  const products: Product[] = [];
  let number = firstStockCode;
  for (const design of shuffled(designs(), random)) {
    number += 1 + Math.floor(random() * 9);
    products.push(...drawFamily(design, number, random));
    if (products.length >= habits.catalogue.products) break;
  }
  const ranked = shuffled(products.slice(0, habits.catalogue.products), random);
  const drawRank = weightedIndex(ranked.map((_, rank) => (rank + 1) ** -habits.catalogue.zipfExponent));
  return { products: ranked, draw: (random) => ranked[drawRank(random)]! };
}

interface Design {
  readonly article: (typeof articles)[number];
  readonly motif: string;
}

const designs = (): Design[] => articles.flatMap((article) => motifs.map((motif) => ({ article, motif })));

function drawFamily(design: Design, number: number, random: Random): Product[] {
  const size = 1 + Math.floor(random() * largestFamily);
  const pence = drawPrice(design.article.pence, random);
  return shuffled(finishes, random)
    .slice(0, size)
    .map((finish, i) => ({
      stockCode: size === 1 ? `${number}` : `${number}${'ABC'[i]}`,
      description: describe(design, finish),
      pence,
    }));
}

const describe = ({ article, motif }: Design, finish: string) =>
  article.inches
    ? `${motif} ${article.name}, ${finish}, ${article.inches}"`
    : `${finish} ${motif} ${article.name}`;

/** Log-normal around the usual price, moved to the nearest of the shop's endings. */
function drawPrice(usualPence: number, random: Random): number {
  const pence = usualPence * Math.exp(habits.catalogue.priceSigma * drawNormal(random));
  const pounds = Math.floor(pence / 100) * 100;
  const distance = (ending: number) => Math.abs(pounds + ending - pence);
  return pounds + priceEndings.reduce((best, ending) => (distance(ending) < distance(best) ? ending : best));
}

/** A shuffled copy. @see Fisher and Yates, in Durstenfeld's form */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
