/** How the money of a line is found. */
export interface MoneyReading {
  /**
   * What a line's goods cost before what is taken off: pieces x price, the line's own amount, the price alone,
   * or its share of what the whole order says.
   */
  readonly basis: 'pieces' | 'amount' | 'price' | 'order goods' | 'order total' | 'order total without';
  /** What a discount in the line's columns is, where it still has to be taken off; null: nothing to take off. */
  readonly lineDiscount: 'line' | 'piece' | 'fraction' | 'percent' | null;
  /** Whether the order's discount still has to be taken off, spread over its lines by value. */
  readonly orderDiscount: boolean;
  /** Whether tax comes on top of the goods, so that a refund of the paid total has its part of it. */
  readonly taxOnTop: boolean;
  /** Sentences for whoever looks at it. */
  readonly notes: readonly string[];
}

/** What the arithmetic of the lines shows; counts of lines, but for the ratio. */
export interface LineEvidence {
  /** Pieces, price and amount are all there. */
  readonly complete: number;
  /** … and pieces x price is the amount. */
  readonly equal: number;
  /** … is the amount with shipping, or with shipping and tax; is more than the amount. */
  readonly withShipping: number;
  readonly below: number;
  /** … of several pieces; of these the price alone is the amount. */
  readonly several: number;
  readonly priceIsAmount: number;
  /** … of several pieces; of these the amount is always the same multiple of the price, as a price with tax is. */
  readonly amountIsPrice: number;
  /** … with a discount; of these the amount is before it, or after it, taken as … */
  readonly discounted: number;
  readonly beforeDiscount: number;
  readonly afterLine: number;
  readonly afterPiece: number;
  readonly afterFraction: number;
  readonly afterPercent: number;
  /** Largest discount. */
  readonly largestDiscount: number;
  /** Whether its cells are written with a %. */
  readonly percentSigns: boolean;
  /** Median of amount / (pieces x price), and lines within half a percent of it. */
  readonly ratio: number;
  readonly nearRatio: number;
}

/** Orders in which a sum comes out. */
export interface SumEvidence {
  /** Orders with goods (a total) of their own. */
  readonly goods: number;
  readonly totals: number;
  /** Sum of the lines = goods; = goods + discount (orders with a discount only, `goodsDiscounted` of them). */
  readonly sumIsGoods: number;
  readonly goodsDiscounted: number;
  readonly sumIsGoodsBefore: number;
  readonly sumIsGoodsAfter: number;
  /** Total = sum - discount + shipping (+ tax), over orders with a discount; and = sum + shipping (+ tax). */
  readonly totalsDiscounted: number;
  readonly totalAfterDiscount: number;
  readonly totalWithoutDiscount: number;
  /** Total = sum (- discount) + shipping + tax, and without the tax, over orders with tax. */
  readonly totalsTaxed: number;
  readonly taxOnTop: number;
  readonly taxInside: number;
  /** Total = sum, with any of the above. */
  readonly sumIsTotal: number;
}
