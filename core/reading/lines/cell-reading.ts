import type { DateReading } from '../decide-dates.js';
import type { NumberReadings } from '../decide-decimal.js';
import type { Layout } from '../layout/layout.js';

/** Everything that is needed to make typed values of the cells of a file. */
export interface CellReading {
  readonly layout: Layout;
  readonly dates: DateReading;
  readonly numbers: NumberReadings;
  /** Names the lines that have neither an invoice nor a customer. */
  readonly uploadId: string;
  readonly contacts: 'keep' | 'hash' | 'drop';
  /** Whether the table `read_dates (cell, moment)` has what no format reads. */
  readonly hasReadDates: boolean;
  /** Minutes by which a moment is moved to the shop's local time, as SQL over `offset_minutes`; null: as written. */
  readonly shiftSql: string | null;
  /** What was found about offsets, in a sentence. */
  readonly shiftNote: string | null;
  /** Whether orders come in several pieces, some of which may be copies: then `repeated_rows (line_no)` has those. */
  readonly hasRepeats: boolean;
  /** Whether numbers stand for several orders: then `split_orders (line_no, order_key)` has the order of each line. */
  readonly hasSplitOrders: boolean;
  /** Years outside of these are mistakes, both inclusive. */
  readonly years: readonly [number, number];
}
