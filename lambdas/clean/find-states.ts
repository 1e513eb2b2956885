import { invoicedWord, isUnpaid, meaningOfState } from '../../core/orders/order-state.js';
import { folded } from '../../core/reading/header-concepts.js';
import type { CleaningRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import { makeList } from './make-list.js';

export interface FoundStates {
  readonly hasStates: boolean;
  readonly statesNotSold: readonly string[];
  readonly statesUnknown: readonly string[];
}

/**
 * Makes the table `states_not_sold`. A state of several parts (`paid / cancelled`) is no sale if one part says so;
 * what the rules say of a state, or of a part, counts first.
 */
export async function findStates(engine: Engine, rules: CleaningRules): Promise<FoundStates> {
  const states = await engine.query<{ state: string }>(
    `select state, count(*) as lines from uploaded_lines where state is not null group by state order by lines desc, state`,
  );
  const counts = new Set(rules.statesThatCount.map(folded));
  const doesNot = new Set(rules.statesThatDoNotCount.map(folded));
  const judge = (state: string) => {
    const parts = [state, ...state.split(' / ')].map(folded);
    if (parts.some((part) => doesNot.has(part))) return 'not sold';
    if (parts.some((part) => counts.has(part))) return 'sold';
    const isInvoiced = state.split(' / ').includes(invoicedWord);
    const meanings = state
      .split(' / ')
      .filter((part) => !(isInvoiced && isUnpaid(part)))
      .map(meaningOfState);
    if (meanings.includes('not sold')) return 'not sold';
    return meanings.every((meaning) => meaning === 'unknown') ? 'unknown' : 'sold';
  };
  const judged = states.map(({ state }) => ({ state, meaning: judge(state) }));
  const of = (wanted: string) => judged.filter(({ meaning }) => meaning === wanted).map(({ state }) => state);
  const statesNotSold = of('not sold');
  await makeList(engine, 'states_not_sold (state)', statesNotSold);
  return { hasStates: states.length > 0, statesNotSold, statesUnknown: of('unknown') };
}
