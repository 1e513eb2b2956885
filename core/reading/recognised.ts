import type { Field } from '../order-line.js';
import type { DateReading } from './decide-dates.js';
import type { NumberReading } from './decide-decimal.js';
import type { ColumnMapping } from './match-columns.js';
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
  readonly columns: ColumnMapping;
  /** Headers (or positions) that are not used. */
  readonly ignoredColumns: readonly string[];
  /** Fields that the file does not have. */
  readonly missingFields: readonly Field[];
  readonly dates: DateReading;
  readonly numbers: NumberReading;
  /** Sentences for whoever looks at it: what was inferred, and what was left open. */
  readonly notes: readonly string[];
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  /** Rejected lines per reason. */
  readonly rejectedBy: Readonly<Record<string, number>>;
  /** First and last `ordered_at`, ISO. */
  readonly from: string;
  readonly to: string;
  /** The first few order lines, as text. */
  readonly sample: readonly Readonly<Record<string, string | null>>[];
}
