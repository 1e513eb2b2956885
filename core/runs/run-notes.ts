import { mergeNote } from '../cleaning/merge-effect.js';
import type { Receipt } from '../cleaning/receipt.js';
import type { Recognised } from '../reading/recognised.js';
import { wholeInWords } from '../words/figures.js';
import type { Profile } from './profile.js';

type ReadFile = Pick<Recognised, 'file' | 'read' | 'rejected' | 'notes'>;

/** What whoever reads a run's result must know of how its files were read and cleaned, most important first. */
export function runNotes(
  files: readonly ReadFile[],
  receipt: Pick<Receipt, 'notes'>,
  profile: Pick<Profile<unknown>, 'merge'>,
): string[] {
  const read = files.reduce((sum, file) => sum + file.read, 0);
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  const lost =
    rejected > 0
      ? [
          `${wholeInWords(rejected)} of ${wholeInWords(read)} lines (${shareOf(rejected, read)}) could not be read and do not count.`,
        ]
      : [];
  const merge = mergeNote(profile.merge);
  return [
    ...new Set([
      ...lost,
      ...receipt.notes,
      ...(merge ? [merge] : []),
      ...files.flatMap(({ notes }) => notes),
    ]),
  ];
}

const shareOf = (part: number, whole: number) => {
  const percent = (100 * part) / whole;
  return percent < 0.1 ? 'less than 0.1 %' : `${percent.toFixed(1)} %`;
};

/** A currency as money is shown with it; a sign that may be anybody's is none. */
export const shownCurrency = ({ currency }: Pick<Receipt, 'currency'>): string | null =>
  currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null;
