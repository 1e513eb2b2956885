import { type Delimiter, sampleText, usualFieldCount } from './sample-records.js';

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
    .map((delimiter) => ({ delimiter, score: evenness(sampleText(head, { delimiter, isWhole })) }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0]!;
  if (best.score >= Math.log(3) / 2) return best.delimiter;
  return evenness(sampleText(head, { delimiter: ' ', isWhole })) > best.score ? ' ' : best.delimiter;
}

/** Share of lines that are records of the usual number of fields, times the logarithm of that number. */
function evenness({ records, nBroken }: ReturnType<typeof sampleText>): number {
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  const nUsual = records.filter(({ fields }) => fields.length === usual).length;
  return (nUsual / (records.length + nBroken)) * Math.log(usual);
}
