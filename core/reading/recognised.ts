import type { Field } from '../orders/order-line.js';
import type { ColumnMapping } from './column-mapping.js';
import type { DateReading } from './decide-dates.js';
import type { NumberReading } from './decide-decimal.js';
import type { RunnerUp } from './match-columns.js';
import type { MoneyReading } from './money-reading.js';
import type { Delimiter } from './sample-records.js';

/** What was recognised in a file of orders, and how much of it was read. */
export interface Recognised {
  readonly file: string;
  readonly format: 'csv' | 'xlsx' | 'parquet' | 'json';
  readonly compression: 'gzip' | null;
  /** Null where the format has its own. */
  readonly encoding: string | null;
  readonly delimiter: Delimiter | null;
  readonly sheet: string | null;
  /** Line of the header; null for a file without one. */
  readonly headerLine: number | null;
  /** The program that wrote the file, for people; null where it is not known. */
  readonly platform: string | null;
  readonly columns: ColumnMapping;
  /** Columns that could have been a field, and why they are not. */
  readonly runnersUp: readonly RunnerUp[];
  /** How the money of a line is found. */
  readonly money: MoneyReading;
  /** Headers (or positions) that are not used. */
  readonly ignoredColumns: readonly string[];
  /** Fields that the file does not have. */
  readonly missingFields: readonly Field[];
  readonly dates: DateReading;
  readonly numbers: NumberReading;
  /** Sentences for whoever looks at it: what was inferred, and what was left open. */
  readonly notes: readonly string[];
  /** Whether this is about the first part of the file only. */
  readonly isSample: boolean;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  /** Records that stand around the orders and are none: totals, footers, the header once more. */
  readonly notOrderLines: number;
  /** Records left out because their order stands above, line by line. */
  readonly repeated: number;
  /** Rejected lines per reason. */
  readonly rejectedBy: Readonly<Record<string, number>>;
  /** ISO 4217; null where the file does not say, or says several. */
  readonly currency: string | null;
  /** First and last `ordered_at`, ISO. */
  readonly from: string;
  readonly to: string;
  /** The first few order lines, as text. */
  readonly sample: readonly Readonly<Record<string, string | null>>[];
}
