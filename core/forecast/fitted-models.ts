import type { Fit } from '../clv/fit-likelihood.js';
import type { Outlook } from './forecast-orders.js';
import type { OrderModelName } from './order-model.js';

/** One model that was fitted, for people. */
export interface FittedModelRow {
  readonly position: number;
  readonly subject: 'orders' | 'money';
  readonly model: string;
  readonly title: string;
  readonly parameters: object;
  readonly logLikelihood: number | null;
  readonly isUsed: boolean;
  readonly note: string;
}

/** Every model that was fitted to today's customers, in the order in which they are preferred. */
export function fittedModels({ buying, money }: Outlook, used: OrderModelName): FittedModelRow[] {
  const { bgNbd, paretoNbd, nbd } = buying;
  const rows = [
    orderRow('bgNbd', 'BG/NBD: customers leave after an order', bgNbd, used),
    ...(paretoNbd ? [orderRow('paretoNbd', 'Pareto/NBD: customers leave at any time', paretoNbd, used)] : []),
    ...(used === 'rates'
      ? [
          {
            subject: 'orders' as const,
            model: 'rates',
            title: 'Own order rate, by how overdue and how frequent a customer is',
            parameters: nbd.model,
            logLikelihood: nbd.logLikelihood,
            isUsed: true,
            note: 'Stands in, since no model in which customers leave holds for these orders.',
          },
        ]
      : []),
    {
      subject: 'money' as const,
      model: money.name,
      title:
        money.name === 'gammaGamma'
          ? 'Gamma-gamma: what an order brings'
          : 'The customer’s own mean order, drawn to everybody’s',
      parameters: money.parameters,
      logLikelihood: money.logLikelihood,
      isUsed: true,
      note:
        money.degenerate === null
          ? 'Holds.'
          : `Stands in, since gamma-gamma does not hold: ${money.degenerate}.`,
    },
  ];
  return rows.map((row, index) => ({ ...row, position: index + 1 }));
}

function orderRow(
  model: OrderModelName,
  title: string,
  { model: parameters, logLikelihood, degenerate }: Fit<object>,
  used: OrderModelName,
): Omit<FittedModelRow, 'position'> {
  const isUsed = model === used;
  const holds = isUsed ? 'Holds.' : 'Holds; fitted as a cross-check.';
  const note =
    degenerate === null ? holds : `Does not hold: ${degenerate}, so it cannot be told who has left.`;
  return { subject: 'orders', model, title, parameters, logLikelihood, isUsed, note };
}
