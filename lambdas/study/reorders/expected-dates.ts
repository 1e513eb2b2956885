import { regularityOf } from '../../../core/clv/regularity.js';
import { addDays } from '../../../core/dates/add-days.js';
import { isoDay } from '../../../core/forecast/months.js';
import { thinned } from '../../../core/forecast/order-days.js';
import type { DatesFindings } from '../../../core/products/products-findings.js';
import { gapsAt, type KnownGaps, lastTwoGaps } from '../../../core/rhythm/gap-histories.js';
import { type MeasuredDates, measureNextOrders } from '../../../core/rhythm/measure-next-orders.js';
import { type NextOrders, nextOrders } from '../../../core/rhythm/next-orders.js';
import { regularCustomers } from '../../../core/rhythm/regular-customers.js';
import { timingModel } from '../../../core/rhythm/timing-model.js';
import { countInWords } from '../../../core/words/figures.js';
import type { CustomerOrders } from '../customers/read-order-days.js';
import { refusedPart, type StudyPart } from '../part.js';

/** The model is fitted to so many customers, at even distances; dates are given to as many as have one, to this bound. */
const mostFitted = 20_000;
const mostDates = 100_000;
/** Fewer customers who came again do not show when a shop's customers come. */
const fewestReturned = 30;
/** Later than so far ahead nobody plans for one customer. */
const farthestDays = 3650;

const nextOrdersTable = {
  table: 'next_orders',
  columns: [
    ...['customer_id', 'expected_on', 'earliest_on', 'latest_on', 'alive', 'gap_days', 'regularity'],
    'is_regular',
  ],
};
const rhythmTable = {
  table: 'order_rhythms',
  columns: [
    ...['model', 'k', 'wheat_morrison', 'log_likelihood', 'chance_log_likelihood', 'customers', 'dated'],
    ...['regular', 'measured_on', 'measured_dates', 'came_early', 'came_within', 'came_late', 'level'],
  ],
};
const topic = 'orders_expected';

export interface DatesInput {
  /** The first and the last day of the orders: days since 1970-01-01. */
  readonly from: number;
  readonly day: number;
  readonly horizonDays: number;
  /** Share of orders that an interval is to hold, 0..1. */
  readonly level: number;
}

/** When each customer is to be expected next, who comes like clockwork, and what such dates were worth in the past. */
export function expectedDates(
  { ids, orders }: CustomerOrders,
  { from, day, horizonDays, level }: DatesInput,
): StudyPart<DatesFindings> {
  const refuse = (reason: string) => refusedPart('dates', [topic], reason, [nextOrdersTable, rhythmTable]);
  const known = gapsAt(orders, day);
  const returned = known.x.filter((count) => count > 0).length;
  if (returned < fewestReturned)
    return refuse(
      `${countInWords(returned, 'customer')} ordered again; it takes ${fewestReturned} to say when customers come.`,
    );
  const fitted = thinned(orders, mostFitted);
  const model = timingModel(gapsAt(fitted, day));
  if (!model) return refuse('Of the customers looked at nobody has ordered twice.');
  const next = nextOrders(known, model, level);
  const regular = regularCustomers(known);
  const past = day - horizonDays;
  const measured =
    past - from >= horizonDays ? measureNextOrders(fitted, past, horizonDays, level) : undefined;
  const wheat = regularityOf(lastTwoGaps(orders, known)) ?? null;
  const shown = measured && measured.dates > 0 ? measured : null;
  return {
    summary: `${countInWords(next.rows.length, 'date')} by ${model.name}, k = ${model.k}`,
    tables: [
      { ...nextOrdersTable, rows: dateRows(ids, known, next, regular, isoDay(day)) },
      {
        ...rhythmTable,
        rows: [
          {
            ...{ model: model.name, k: model.k, wheatMorrison: wheat },
            logLikelihood: model.logLikelihoods[1],
            chanceLogLikelihood: model.logLikelihoods[0],
            ...{ customers: known.x.length, dated: next.rows.length, regular: regular.rows.length },
            ...measuredColumns(shown),
            level,
          },
        ],
      },
    ],
    refusals: [],
    findings: {
      ...{ customers: next.rows.length, model: model.name, k: model.k, regularity: wheat },
      ...{ regular: regular.rows.length, level },
      measured: shown && { dates: shown.dates, within: shown.within / shown.dates },
    },
  };
}

const measuredColumns = (measured: MeasuredDates | null) => ({
  measuredOn: measured && isoDay(measured.day),
  measuredDates: measured?.dates ?? null,
  cameEarly: measured?.early ?? null,
  cameWithin: measured?.within ?? null,
  cameLate: measured?.late ?? null,
});

function dateRows(
  ids: readonly string[],
  known: KnownGaps,
  next: NextOrders,
  regular: ReturnType<typeof regularCustomers>,
  asOf: string,
) {
  const regularity = new Map(Array.from(regular.rows, (row, i) => [row, i]));
  const inDays = (days: number) => addDays(asOf, Math.min(farthestDays, Math.round(days)));
  return Array.from(next.rows.keys())
    .filter((i) => next.middle[i]! <= farthestDays)
    .sort((i, j) => next.middle[i]! - next.middle[j]! || i - j)
    .slice(0, mostDates)
    .map((i) => {
      const row = next.rows[i]!;
      const at = regularity.get(row);
      const orders = known.x[row]!;
      return {
        customerId: ids[known.customers[row]!]!,
        expectedOn: inDays(Math.max(1, next.middle[i]!)),
        earliestOn: inDays(Math.max(1, Math.floor(next.low[i]!))),
        latestOn: inDays(Math.max(1, Math.ceil(next.high[i]!))),
        alive: next.alive[i]!,
        gapDays: orders > 0 ? known.tx[row]! / orders : null,
        regularity: at === undefined ? null : regular.k[at]!,
        isRegular: at !== undefined,
      };
    });
}
