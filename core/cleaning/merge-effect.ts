import { countInWords, wholeInWords } from '../words/figures.js';

/** Who would be an Insider, by the rule of the run, if customers of one e-mail address were one person. */
export interface MergeEffect {
  /** Customers who share an address with others, and how many people these would be. */
  readonly customers: number;
  readonly people: number;
  /** Insiders among them today, and people among them who would meet the rule. */
  readonly insiders: number;
  readonly insidersMerged: number;
}

/** What whoever decides on a merge must know of it; undefined where nobody would be merged. */
export function mergeNote(effect: MergeEffect | null | undefined): string | undefined {
  if (!effect) return undefined;
  const { customers, people, insiders, insidersMerged } = effect;
  return `Of the ${countInWords(customers, 'customer')} who share an e-mail address ${wholeInWords(insiders)} ${insiders === 1 ? 'is an Insider' : 'are Insiders'}; as ${wholeInWords(people)} ${people === 1 ? 'person' : 'people'} ${wholeInWords(insidersMerged)} would be.`;
}
