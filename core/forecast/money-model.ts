import { fitGammaGamma, gammaGammaConditional, type Spending } from '../clv/gamma-gamma.js';
import type { KnownCustomers } from './order-days.js';

export type MoneyModelName = 'gammaGamma' | 'credibility';

/** A model of what an order of a customer brings, given so many orders with this mean value. */
export interface MoneyModel {
  readonly name: MoneyModelName;
  /** In words: parameters, or why gamma-gamma does not hold. */
  readonly degenerate: string | null;
  readonly logLikelihood: number | null;
  readonly parameters: Readonly<Record<string, number>>;
  readonly expected: (orders: number, mean: number) => number;
}

/** Gamma-gamma where it holds, else credibility. Every day with an order counts, the first as well. */
export function fitMoney({ x, spent }: KnownCustomers): MoneyModel {
  const spending = {
    orders: x.map((count) => count + 1),
    mean: spent.map((money, i) => money / (x[i]! + 1)),
  };
  const fit = fitGammaGamma(withMoney(spending));
  const { p, q, gamma } = fit.model;
  if (fit.degenerate !== null) return credibility(spending, fit.degenerate);
  return {
    name: 'gammaGamma',
    degenerate: null,
    logLikelihood: fit.logLikelihood,
    parameters: { p, q, gamma },
    expected: (orders, mean) => gammaGammaConditional(fit.model, orders, mean),
  };
}

/** Gifts have no place on a logarithmic scale. */
function withMoney({ orders, mean }: Spending): Spending {
  const rows = Int32Array.from(mean.keys()).filter((i) => mean[i]! > 0);
  const taken = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  return { orders: taken(orders), mean: taken(mean) };
}

/** Orders of a customer that are believed as much as those of all customers together. */
const believedHalf = 1;

/** A customer's own mean, drawn to everybody's the more, the fewer the orders. */
function credibility({ orders, mean }: Spending, degenerate: string): MoneyModel {
  const nOrders = orders.reduce((sum, count) => sum + count, 0);
  const overall = mean.reduce((sum, value, i) => sum + value * orders[i]!, 0) / nOrders;
  const expected = (count: number, own: number) =>
    overall + (count / (count + believedHalf)) * (own - overall);
  return {
    name: 'credibility',
    degenerate,
    logLikelihood: null,
    parameters: { mean: overall },
    expected,
  };
}
