/** How sure a membership is, or how sure it is that there is none. */
export type Certainty =
  | 'certain member'
  | 'likely member'
  | 'borderline'
  | 'likely no member'
  | 'certain no member';

/**
 * A word for the share of the resamples in which somebody is a member: from 95 % on it is certain, from 75 % on likely;
 * and so below.
 * @param share 0..1
 */
export function certaintyOf(share: number): Certainty {
  if (share >= 0.95) return 'certain member';
  if (share >= 0.75) return 'likely member';
  if (share > 0.25) return 'borderline';
  return share > 0.05 ? 'likely no member' : 'certain no member';
}
