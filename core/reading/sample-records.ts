import { RecordScanner } from './record-scanner.js';

/** A record of the first part of a file, decoded and trimmed. */
export interface SampleRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

export const delimiterByte = (delimiter: Delimiter) => delimiter.charCodeAt(0);

const mostRecords = 500;

/** The first records of a text, cut with a delimiter. */
export function sampleRecords(
  head: Uint8Array,
  { delimiter, isWhole, firstLine = 1 }: { delimiter: Delimiter; isWhole: boolean; firstLine?: number },
): SampleRecord[] {
  const records: SampleRecord[] = [];
  const decoder = new TextDecoder();
  const scanner = new RecordScanner(
    { delimiter: delimiterByte(delimiter), columns: null, required: 0, dateColumn: null, firstLine },
    {
      record({ bytes, bounds, nFields, line }) {
        if (records.length === mostRecords) return;
        const fields = Array.from({ length: nFields }, (_, f) =>
          decoder.decode(bytes.subarray(bounds[2 * f], bounds[2 * f + 1])).trim(),
        );
        records.push({ line, fields });
      },
      broken() {},
    },
  );
  scanner.scan(head, isWhole);
  return records;
}

/** The number of fields that most records have. */
export function usualFieldCount(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0] ?? [0];
  return usual;
}
