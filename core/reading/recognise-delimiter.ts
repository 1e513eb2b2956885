import { type Delimiter, type SampleRecord, sampleRecords, usualFieldCount } from './sample-records.js';

/**
 * The delimiter that cuts the text most evenly into the most fields. Runs of blanks count only where no
 * other sign makes a table.
 */
export function recogniseDelimiter(head: Uint8Array, isWhole: boolean): Delimiter {
  const announced = /^sep=([,;\t|])\r?$/im.exec(
    new TextDecoder().decode(head.subarray(0, 16)).split('\n')[0]!,
  )?.[1];
  if (announced) return announced as Delimiter;
  const scored = ([',', ';', '\t', '|'] as const)
    .map((delimiter) => ({ delimiter, score: evenness(sampleRecords(head, { delimiter, isWhole })) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0]!;
  if (best.score >= Math.log(3) / 2) return best.delimiter;
  return evenness(sampleRecords(head, { delimiter: ' ', isWhole })) > best.score ? ' ' : best.delimiter;
}

/** Share of records with the usual number of fields, times the logarithm of that number. */
function evenness(records: readonly SampleRecord[]): number {
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  return (records.filter(({ fields }) => fields.length === usual).length / records.length) * Math.log(usual);
}
