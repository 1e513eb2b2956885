import type { Hypothesis } from './hypothesis.js';
import { type Crowd, excessOf, medianOf, quotientOf, sizeOf, totalOf } from './weighted-figures.js';

/** What customers did, each Float64Array (nCustomers) without NaN; a reason, in one sentence, where the data cannot say. */
export interface HypothesisColumns {
  readonly revenue: Float64Array;
  readonly invoices: Float64Array;
  readonly pieces: Float64Array | string;
  readonly returnedPieces: Float64Array | string;
  readonly quarters: Quarters | string;
}

/** Revenue of October to December and of the other months, and the days of the data in each. */
export interface Quarters {
  readonly fourth: Float64Array;
  readonly others: Float64Array;
  readonly fourthDays: number;
  readonly otherDays: number;
}

/** A hypothesis, or why it cannot be put to the test. */
export type Claim =
  | Hypothesis
  | { readonly name: string; readonly statement: string; readonly reason: string };

/** What is claimed of best customers, and how it is measured where nothing is missing. */
interface Belief {
  readonly name: string;
  readonly statement: string;
  readonly needs: readonly ('pieces' | 'returnedPieces' | 'quarters')[];
  readonly measure: (columns: KnownColumns, isMember: Crowd) => Omit<Hypothesis, 'name' | 'statement'>;
  /** Why nothing can be measured though nothing is missing, in one sentence. */
  readonly whyNot?: (columns: KnownColumns) => string | undefined;
}

interface KnownColumns {
  readonly revenue: Float64Array;
  readonly invoices: Float64Array;
  readonly pieces: Float64Array;
  readonly returnedPieces: Float64Array;
  readonly quarters: Quarters;
}

const beliefs: readonly Belief[] = [
  {
    name: 'share_of_products',
    statement: 'Insiders buy more than 10 % of all pieces sold.',
    needs: ['pieces'],
    measure: ({ pieces }, isMember) => aboveTenth(pieces, isMember),
  },
  {
    name: 'share_of_revenue',
    statement: 'Insiders bring more than 10 % of the revenue.',
    needs: [],
    measure: ({ revenue }, isMember) => aboveTenth(revenue, isMember),
  },
  {
    name: 'median_revenue',
    statement: 'The median revenue of Insiders is more than 10 % above that of all customers.',
    needs: [],
    measure: ({ revenue }, isMember) => ({
      ...against((crowd) => medianOf(revenue, crowd), isMember),
      ...{ unit: 'money', threshold: 0.1, direction: 'above' },
    }),
  },
  {
    name: 'mean_returns',
    statement: 'Insiders return fewer pieces each than all customers.',
    needs: ['returnedPieces'],
    measure: ({ returnedPieces }, isMember) => ({
      ...against((crowd) => quotientOf(totalOf(returnedPieces, crowd), sizeOf(crowd)), isMember),
      ...{ unit: 'pieces', threshold: 0, direction: 'below' },
    }),
  },
  {
    name: 'returned_share',
    statement: 'Insiders return a smaller share of what they buy than all customers.',
    needs: ['returnedPieces', 'pieces'],
    measure: ({ returnedPieces, pieces }, isMember) => ({
      ...against((crowd) => quotientOf(totalOf(returnedPieces, crowd), totalOf(pieces, crowd)), isMember),
      ...{ unit: 'share', threshold: 0, direction: 'below' },
    }),
  },
  {
    name: 'piece_price',
    statement: 'Insiders pay over 10 % more for a piece than all customers.',
    needs: ['pieces'],
    measure: ({ revenue, pieces }, isMember) => ({
      ...against((crowd) => quotientOf(totalOf(revenue, crowd), totalOf(pieces, crowd)), isMember),
      ...{ unit: 'money per piece', threshold: 0.1, direction: 'above' },
    }),
    whyNot: ({ revenue, pieces }) => {
      const price = revenue[0]! / pieces[0]!;
      const isAt = (money: number, i: number) => Math.abs(money - price * pieces[i]!) <= 1e-9 * money;
      return revenue.every(isAt) ? 'Every piece was sold at the same price.' : undefined;
    },
  },
  {
    name: 'basket_size',
    statement: 'An order of an Insider has more than 5 pieces.',
    needs: ['pieces'],
    measure: ({ pieces, invoices }, isMember) => {
      const size = (crowd: Crowd) => quotientOf(totalOf(pieces, crowd), totalOf(invoices, crowd));
      const insiders = size(isMember);
      return {
        ...{
          unit: 'pieces',
          insiders,
          base: size(everybody(isMember)),
          effect: insiders,
          effectUnit: 'pieces',
        },
        ...{ threshold: 5, direction: 'above' },
      };
    },
  },
  {
    name: 'fourth_quarter',
    statement:
      'A day from October to December brings over 20 % more from Insiders than a day of the other months.',
    needs: ['quarters'],
    measure: ({ quarters: { fourth, others, fourthDays, otherDays } }, isMember) => {
      const perDay = (revenue: Float64Array, days: number) =>
        totalOf(
          revenue.map((value) => value / days),
          isMember,
        );
      const [insiders, base] = [perDay(fourth, fourthDays), perDay(others, otherDays)];
      return {
        ...{ unit: 'money per day', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
        ...{ threshold: 0.2, direction: 'above' },
      };
    },
  },
];

/**
 * Everything that is claimed of best customers, in order.
 * @param isMember Uint8Array (nCustomers), 1 for Insiders
 */
export function insiderHypotheses(columns: HypothesisColumns, isMember: Crowd): Claim[] {
  return beliefs.map(({ name, statement, needs, measure, whyNot }) => {
    const missing = needs.map((need) => columns[need]).find((column) => typeof column === 'string');
    const nobody = isMember.includes(1) ? undefined : 'Nobody is elected.';
    const reason = missing ?? whyNot?.(columns as KnownColumns) ?? nobody;
    if (reason !== undefined) return { name, statement, reason };
    return { name, statement, ...measure(columns as KnownColumns, isMember) };
  });
}

const everybody = (crowd: Crowd): Crowd => new Uint8Array(crowd.length).fill(1);

/** A figure of the members against everybody's: the effect is by how much it is above. */
function against(figureOf: (crowd: Crowd) => Hypothesis['insiders'], isMember: Crowd) {
  const [insiders, base] = [figureOf(isMember), figureOf(everybody(isMember))];
  return { insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' as const };
}

/** Whether the members have more than a tenth of everything. */
function aboveTenth(values: Float64Array, isMember: Crowd): Omit<Hypothesis, 'name' | 'statement'> {
  const share = quotientOf(totalOf(values, isMember), totalOf(values, everybody(isMember)));
  return {
    unit: 'share',
    insiders: share,
    effect: share,
    effectUnit: 'share',
    threshold: 0.1,
    direction: 'above',
  };
}
