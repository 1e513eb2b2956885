import { electOn } from '../../../core/promise/elect-on.js';
import type { OrderHistory } from '../../../core/promise/order-history.js';
import type { StudyContext } from '../study-context.js';

/** Who was known on a day in the past, and who of them is elected on what was known. */
export interface PastElection {
  readonly ids: readonly string[];
  /** Uint8Array (ids.length): 1 for the elected. */
  readonly isMember: Uint8Array;
  /** Float64Array (ids.length): what each had spent by then. */
  readonly revenue: Float64Array;
}

/**
 * Elects with nothing but the orders until a day, by the rules of today: as large a share of the customers known then,
 * by a rule drawn from what they had done. Those count who are eligible today.
 * @param ids of the customers of the history
 * @param day days since 1970-01-01
 * @returns null where nobody can be elected
 */
export function electAsOf(
  { profile }: Pick<StudyContext, 'profile'>,
  ids: readonly string[],
  history: OrderHistory,
  day: number,
): PastElection | null {
  const { customers, insiders, promise } = profile;
  const elected = electOn(history, day, {
    horizonDays: promise.horizonDays,
    share: insiders.customers / customers,
  });
  if (!elected) return null;
  const { standing, isMember } = elected;
  return { ids: Array.from(standing.customers, (i) => ids[i]!), isMember, revenue: standing.revenue };
}
