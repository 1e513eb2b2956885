import type { Product } from './catalogue.js';
import type { Shopper } from './shopper.js';

export interface InvoiceLine {
  readonly product: Product;
  /** Pieces; negative for a return. */
  readonly quantity: number;
}

export interface Invoice {
  /** Minutes since the first midnight of the period. */
  readonly minute: number;
  readonly shopper: Shopper;
  readonly lines: readonly InvoiceLine[];
  /** A return or cancellation: its number starts with C. */
  readonly isCancellation: boolean;
}
