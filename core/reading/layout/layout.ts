import type { Field } from '../../orders/order-line.js';
import type { Platform } from '../../platforms/platform.js';
import type { ColumnMapping } from '../column-mapping.js';
import type { RunnerUp } from '../match-columns.js';
import type { Delimiter } from '../sample-records.js';
import type { StateFlag } from '../state-flags.js';
import type { Components } from './components.js';
import type { StateHistory } from './state-history.js';

/** Where the records of a file are, and which of their fields is what. */
export interface Layout {
  readonly delimiter: Delimiter;
  /** Line of the header, or null for a file without one. What stands before it is no record. */
  readonly headerLine: number | null;
  readonly headers: readonly string[] | null;
  readonly nColumns: number;
  /** Least number of fields of a record: up to the last column with a name. */
  readonly nRequired: number;
  readonly mapping: ColumnMapping;
  readonly platform: Platform | null;
  /** Columns that could have been a field, and why they are not. */
  readonly runnersUp: readonly RunnerUp[];
  /** Fields that stand on the first row of an order only. */
  readonly firstRowOnly: readonly Field[];
  /** Whether the order number itself is blank on an order's further rows. */
  readonly orderGoesOn: boolean;
  /** What the price is for, as far as the same product in other quantities shows. */
  readonly priceIs: 'piece' | 'line' | null;
  /** For how many pieces the header of the price says that it is. */
  readonly pricePer: number;
  /** Whether all money is in hundredths of the currency, whatever the headers say. */
  readonly inCents: boolean;
  /** Fields whose number is an amount among other things in a text. */
  readonly packedAmounts: readonly Field[];
  /** Whether the line's discount is taken off its amount already, as another column shows; null: none shows it. */
  readonly isDiscountOff: boolean | null;
  readonly flags: readonly StateFlag[];
  /** Whether a customer stands on the first of several lines only, which may be of several orders. */
  readonly customerGoesOn: boolean;
  /** A row, or the same lines, for every state of an order; null: an order stands once. */
  readonly history: StateHistory | null;
  /** Components of bundles whose money stands on the bundle's line as well; null: there are none. */
  readonly components: Components | null;
  /** Whether the file lists invoices, which are sales whether they are paid or not. */
  readonly isInvoiceList: boolean;
  /** Whether rows of one cell stand above the lines that they are of: what has no day is frame then. */
  readonly hasSections: boolean;
  /** Sentences on columns that are not read and may change what counts. */
  readonly unread: readonly string[];
}
