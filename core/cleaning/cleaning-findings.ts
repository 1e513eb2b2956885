/** What the cleaning found by itself, for the receipt. */
export interface CleaningFindings {
  /** Products that are no goods, with their description: most lines first. */
  readonly notGoods: readonly {
    readonly code: string | null;
    readonly description: string | null;
    readonly lines: number;
  }[];
  /** Whether the files say the state of their orders; those that do not count, those that count though nobody knows them, each as the file writes it. */
  readonly hasStates: boolean;
  readonly statesNotSold: readonly string[];
  readonly statesUnknown: readonly string[];
  /** Words in a country's place. */
  readonly noCountries: readonly string[];
  /** Customers that stand for nobody. */
  readonly guests: readonly string[];
  readonly sharedNumbers: SharedNumbers;
  readonly discountLines: DiscountLines;
}

/** Order numbers that stand for several orders each, how many orders these are, and one of the numbers. */
export interface SharedNumbers {
  readonly numbers: number;
  readonly orders: number;
  readonly example: string | null;
}

export const noSharedNumbers: SharedNumbers = { numbers: 0, orders: 0, example: null };

/** Lines that are discounts on their orders, what they take off, and the name of one. */
export interface DiscountLines {
  readonly lines: number;
  readonly money: number;
  readonly example: string | null;
}

export const noDiscountLines: DiscountLines = { lines: 0, money: 0, example: null };

export const nothingFound: CleaningFindings = {
  notGoods: [],
  hasStates: false,
  statesNotSold: [],
  statesUnknown: [],
  noCountries: [],
  guests: [],
  sharedNumbers: noSharedNumbers,
  discountLines: noDiscountLines,
};
