import type { Field } from '../../orders/order-line.js';
import type { ColumnProfile } from '../column-profile.js';
import { fieldsOfHeader } from '../header-fields.js';
import { type Fit, fitValues } from '../value-fit.js';

/** A column that may be a field. */
export interface Candidate {
  readonly field: Field;
  readonly index: number;
  readonly score: number;
  /** Of the header alone. */
  readonly strength: number;
  readonly why: string | null;
}

/** A header means a field by its name from this strength on, by a word of it below. */
export const nameStrength = 0.85;

/** Every field that a column may be, by its header and its values. */
export function candidatesOf(header: string, index: number, profile: ColumnProfile | null): Candidate[] {
  return Object.entries(fieldsOfHeader(header)).map(([name, strength]) => {
    const field = name as Field;
    const { fit, why }: Fit = profile ? fitValues(field, profile, strength) : { fit: 1, why: null };
    return { field, index, score: strength * fit, strength, why };
  });
}

/** The candidate, as the values make it. */
export const judged = (candidate: Candidate, { fit, why }: Fit): Candidate => ({
  ...candidate,
  score: candidate.score * fit,
  why: why ?? candidate.why,
});

/** The best first; of equals the leftmost. */
export const byScore = (a: Candidate, b: Candidate) => b.score - a.score || a.index - b.index;
