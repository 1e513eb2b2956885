import { percent } from '../segments/describe-segment.js';

/** What became of a product. */
export interface SoldProduct {
  readonly stockCode: string;
  readonly description: string | null;
  /** Who bought it, and who of them in two orders or more. */
  readonly customers: number;
  readonly customersAgain: number;
  readonly orders: number;
  readonly revenue: number;
  /** What today's Insiders spent on it. */
  readonly insidersRevenue: number;
}

export interface MappedProduct extends SoldProduct {
  /** From 1, by revenue. */
  readonly position: number;
  /** Shares, 0..1. */
  readonly againShare: number;
  readonly insidersShare: number;
  /** The Insiders' share of what all products brought. */
  readonly allInsidersShare: number;
  readonly isLabelled: boolean;
}

/** More points than these hide one another. */
const mostProducts = 200;
/** So many of them are named on the map. */
const labelled = 8;

/** The products that brought most, each by how many buy it and how much of it the Insiders buy. */
export function productsOnMap(products: readonly SoldProduct[]): MappedProduct[] {
  const sum = (of: (product: SoldProduct) => number) =>
    products.reduce((total, product) => total + Number(of(product)), 0);
  const allInsidersShare =
    sum((product) => product.insidersRevenue) / (sum((product) => product.revenue) || 1);
  return [...products]
    .filter(({ revenue }) => Number(revenue) > 0)
    .sort((a, b) => Number(b.revenue) - Number(a.revenue) || (a.stockCode < b.stockCode ? -1 : 1))
    .slice(0, mostProducts)
    .map((product, i) => ({
      ...product,
      position: i + 1,
      againShare: product.customersAgain / product.customers,
      insidersShare: Number(product.insidersRevenue) / Number(product.revenue),
      allInsidersShare,
      isLabelled: i < labelled,
    }));
}

/** What brings most, and how much of it goes to the Insiders; a sentence without its full stop. */
export function tellProducts(products: readonly MappedProduct[]): string {
  const [best] = products;
  const name = best!.description ?? best!.stockCode;
  const theirs =
    best!.allInsidersShare > 0
      ? `; today’s Insiders account for ${percent(best!.insidersShare)} of that, and for ${percent(best!.allInsidersShare)} of all products`
      : '';
  return `${name} brings in the most${theirs}`;
}
