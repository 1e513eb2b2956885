import { daysInFourthQuarter } from '../../../core/dates/days-in-fourth-quarter.js';
import { type HypothesisRow, hypothesisRows } from '../../../core/hypotheses/hypothesis-rows.js';
import { type HypothesisColumns, insiderHypotheses } from '../../../core/hypotheses/insider-hypotheses.js';
import { createRandom } from '../../../core/random/random.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import { countInWords } from '../../../core/words/figures.js';
import type { Engine } from '../../../io/engine.js';
import quartersSql from '../../../sql/engine/study-quarters.sql';
import { queryRows } from '../customers/query-rows.js';
import type { StudiedCustomers } from '../customers/studied-customers.js';
import type { StudyContext } from '../study-context.js';

/** Revenue of October to December, and of the other months. */
interface CustomerQuarters {
  readonly customerId: string;
  readonly fourth: number;
  readonly others: number;
}

export const readQuarters = (engine: Engine): Promise<CustomerQuarters[]> =>
  queryRows<CustomerQuarters>(engine, quartersSql);

/** Days that a season has to be seen for. */
const fewestDays = 28;

/** What is believed of Insiders, put to the test. */
export function testBeliefs(
  context: StudyContext,
  customers: StudiedCustomers,
  quarters: readonly CustomerQuarters[],
): HypothesisRow[] {
  const currency = shownCurrency(context.receipt);
  const claims = insiderHypotheses(columnsOf(context, customers, quarters), customers.isMember);
  return hypothesisRows(
    claims,
    customers.ids.length,
    currency,
    createRandom(`${context.plan.rules.seed}/hypotheses`),
  );
}

/** Where the orders have no quantities, every line counts as one piece, which says nothing. */
export const hasPieces = ({ featurized }: StudyContext): boolean =>
  !featurized.leftOut.some(({ feature }) => feature === 'items');

function columnsOf(
  context: StudyContext,
  { ids, columns }: StudiedCustomers,
  quarters: readonly CustomerQuarters[],
): HypothesisColumns {
  const hasReturns = columns.returned_items!.some((items) => items > 0);
  return {
    revenue: columns.gross_revenue!,
    invoices: columns.invoices!,
    pieces: hasPieces(context) ? columns.items! : 'The orders have no quantities.',
    returnedPieces: hasReturns ? columns.returned_items! : 'The orders have no returns.',
    quarters: quartersOf(context, ids, quarters),
  };
}

function quartersOf(
  { featurized: { from, asOf } }: StudyContext,
  ids: readonly string[],
  quarters: readonly CustomerQuarters[],
): HypothesisColumns['quarters'] {
  const days = daysInFourthQuarter(from, asOf);
  if (days.fourth < fewestDays || days.others < fewestDays) {
    return `The orders cover ${countInWords(days.fourth, 'day')} of October to December and ${countInWords(days.others, 'day')} of other months; each takes ${fewestDays}.`;
  }
  const byId = new Map(quarters.map((row) => [row.customerId, row]));
  return {
    fourth: Float64Array.from(ids, (id) => byId.get(id)!.fourth),
    others: Float64Array.from(ids, (id) => byId.get(id)!.others),
    fourthDays: days.fourth,
    otherDays: days.others,
  };
}
