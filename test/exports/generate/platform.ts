import type { Random } from '../../../core/random/random.js';
import type { Sheet } from './sheet.js';
import type { Order, ShopOptions } from './shop-table.js';
import type { Truth } from './truth.js';

/**
 * How a platform writes its orders. A file of this kind is written from public facts, which its comment names, and
 * never from how the reader reads.
 */
export interface Platform {
  readonly name: string;
  /** Name of the file, by its ending of its format. */
  readonly file: string;
  /** What its orders can have. */
  readonly shop: Partial<ShopOptions>;
  /**
   * What they can have once the headers are renamed: less where only the platform's name explains a value (a test by
   * its gateway, a number for a state). Null: without its name the report says nothing.
   */
  readonly unnamed: Partial<ShopOptions> | null;
  readonly write: (orders: readonly Order[], random: Random) => Written;
  /** `isUnnamed`: its headers are renamed, and nobody can know the platform. */
  readonly truth: (orders: readonly Order[], isUnnamed: boolean) => Truth;
}

/** A table that can be mutated; tables that belong together; or a text that is no table. */
export type Written = Sheet | readonly Named[] | { readonly text: string };

export interface Named {
  readonly file: string;
  readonly sheet: Sheet;
}
