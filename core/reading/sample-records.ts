import { mostFields, RecordScanner } from './record-scanner.js';

/** A record of the first part of a file, decoded and trimmed. */
export interface SampleRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

export const delimiterByte = (delimiter: Delimiter) => delimiter.charCodeAt(0);

const mostRecords = 500;
/** Nothing that is recognised is longer, and patterns are matched in more than linear time. */
const mostChars = 1000;
/** Empty fields at the end of a record that is wider say nothing of its table. */
const usualWidth = 256;

interface SampleOptions {
  readonly delimiter: Delimiter;
  readonly isWhole: boolean;
  readonly firstLine?: number;
}

/** The first records of a text, cut with a delimiter. */
export const sampleRecords = (head: Uint8Array, options: SampleOptions): SampleRecord[] =>
  sampleText(head, options).records;

/** The first records of a text, and how many lines among them are none. */
export function sampleText(
  head: Uint8Array,
  { delimiter, isWhole, firstLine = 1 }: SampleOptions,
): { records: SampleRecord[]; nBroken: number } {
  const records: SampleRecord[] = [];
  let nBroken = 0;
  const decoder = new TextDecoder();
  const scanner = new RecordScanner(
    { delimiter: delimiterByte(delimiter), columns: null, required: 0, dateColumn: null, firstLine },
    {
      record({ bytes, bounds, nFields, line }) {
        if (records.length === mostRecords) return;
        const fields = Array.from({ length: Math.min(nFields, mostFields) }, (_, f) => {
          const start = bounds[2 * f]!;
          const end = Math.min(bounds[2 * f + 1]!, start + 4 * mostChars);
          return decoder.decode(bytes.subarray(start, end)).trim().slice(0, mostChars);
        });
        const width =
          fields.length > usualWidth ? fields.findLastIndex((text) => text !== '') + 1 : fields.length;
        records.push({ line, fields: fields.slice(0, width) });
      },
      broken() {
        if (records.length < mostRecords) nBroken++;
      },
    },
  );
  scanner.scan(head, isWhole);
  return { records, nBroken };
}

/** The number of fields that most records have. */
export function usualFieldCount(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0] ?? [0];
  return usual;
}
