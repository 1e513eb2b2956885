import type { Hypothesis } from './hypothesis.js';
import { type Crowd, excessOf, medianOf, quotientOf, sizeOf, totalOf } from './weighted-figures.js';

/** What customers did, each Float64Array (nCustomers) without NaN; absent where the data cannot give it. */
export interface HypothesisColumns {
  readonly revenue: Float64Array;
  readonly invoices: Float64Array;
  readonly pieces?: Float64Array;
  readonly returnedPieces?: Float64Array;
  /** Revenue of October to December and of the other months, and the days of the data in each. */
  readonly quarters?: {
    readonly fourth: Float64Array;
    readonly others: Float64Array;
    readonly fourthDays: number;
    readonly otherDays: number;
  };
}

/** Everything that has been claimed of best customers, as far as the data can tell. */
export function insiderHypotheses(columns: HypothesisColumns, isMember: Crowd): Hypothesis[] {
  const { pieces, returnedPieces, quarters } = columns;
  return [
    ...(pieces ? [shareOf('products', 'all pieces sold', pieces, isMember)] : []),
    shareOf('revenue', 'the revenue', columns.revenue, isMember),
    medianRevenue(columns.revenue, isMember),
    ...(returnedPieces ? [meanReturns(returnedPieces, isMember)] : []),
    ...(returnedPieces && pieces ? [returnedShare(returnedPieces, pieces, isMember)] : []),
    ...(pieces ? [piecePrice(columns.revenue, pieces, isMember)] : []),
    ...(pieces ? [basket(pieces, columns.invoices, isMember)] : []),
    ...(quarters ? [fourthQuarter(quarters, isMember)] : []),
  ];
}

const everybody = (values: Float64Array): Crowd => new Uint8Array(values.length).fill(1);

function shareOf(name: string, of: string, values: Float64Array, isMember: Crowd): Hypothesis {
  const share = quotientOf(totalOf(values, isMember), totalOf(values, everybody(values)));
  return {
    name: `share_of_${name}`,
    statement: `Insiders buy more than 10 % of ${of}.`,
    unit: 'share',
    insiders: share,
    effect: share,
    effectUnit: 'share',
    threshold: 0.1,
    direction: 'above',
  };
}

function medianRevenue(revenue: Float64Array, isMember: Crowd): Hypothesis {
  const insiders = medianOf(revenue, isMember);
  const base = medianOf(revenue, everybody(revenue));
  return {
    name: 'median_revenue',
    statement: 'The median revenue of Insiders is more than 10 % above that of all customers.',
    ...{ unit: 'money', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
    ...{ threshold: 0.1, direction: 'above' },
  };
}

function meanReturns(returnedPieces: Float64Array, isMember: Crowd): Hypothesis {
  const mean = (crowd: Crowd) => quotientOf(totalOf(returnedPieces, crowd), sizeOf(crowd));
  const [insiders, base] = [mean(isMember), mean(everybody(returnedPieces))];
  return {
    name: 'mean_returns',
    statement: 'Insiders return fewer pieces each than all customers.',
    ...{ unit: 'pieces', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
    ...{ threshold: 0, direction: 'below' },
  };
}

function returnedShare(returnedPieces: Float64Array, pieces: Float64Array, isMember: Crowd): Hypothesis {
  const share = (crowd: Crowd) => quotientOf(totalOf(returnedPieces, crowd), totalOf(pieces, crowd));
  const [insiders, base] = [share(isMember), share(everybody(pieces))];
  return {
    name: 'returned_share',
    statement: 'Insiders return a smaller share of what they buy than all customers.',
    ...{ unit: 'share', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
    ...{ threshold: 0, direction: 'below' },
  };
}

function piecePrice(revenue: Float64Array, pieces: Float64Array, isMember: Crowd): Hypothesis {
  const price = (crowd: Crowd) => quotientOf(totalOf(revenue, crowd), totalOf(pieces, crowd));
  const [insiders, base] = [price(isMember), price(everybody(pieces))];
  return {
    name: 'piece_price',
    statement: 'Insiders pay more than 10 % more for a piece than all customers.',
    ...{ unit: 'money per piece', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
    ...{ threshold: 0.1, direction: 'above' },
  };
}

function basket(pieces: Float64Array, invoices: Float64Array, isMember: Crowd): Hypothesis {
  const size = (crowd: Crowd) => quotientOf(totalOf(pieces, crowd), totalOf(invoices, crowd));
  const insiders = size(isMember);
  return {
    name: 'basket_size',
    statement: 'An order of an Insider has more than 5 pieces.',
    ...{ unit: 'pieces', insiders, base: size(everybody(pieces)), effect: insiders, effectUnit: 'pieces' },
    ...{ threshold: 5, direction: 'above' },
  };
}

function fourthQuarter(
  { fourth, others, fourthDays, otherDays }: NonNullable<HypothesisColumns['quarters']>,
  isMember: Crowd,
): Hypothesis {
  const perDay = (values: Float64Array, days: number) =>
    totalOf(
      values.map((value) => value / days),
      isMember,
    );
  const [insiders, base] = [perDay(fourth, fourthDays), perDay(others, otherDays)];
  return {
    name: 'fourth_quarter',
    statement:
      'A day from October to December brings over 20 % more from Insiders than a day of other months.',
    ...{ unit: 'money per day', insiders, base, effect: excessOf(insiders, base), effectUnit: 'excess' },
    ...{ threshold: 0.2, direction: 'above' },
  };
}
